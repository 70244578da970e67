/** A key that names share when they sound alike. */

const classes: Readonly<Record<string, string>> = {
  b: '1', f: '1', p: '1', v: '1', w: '', h: '', c: '2', g: '2', j: '2', k: '2', q: '2', s: '2', x: '2', z: '2', d: '3', t: '3', l: '4', m: '5', n: '5', r: '6',
}

/**
 * Soundex with the first letter put into its class as well, five places long.
 *
 * After R. C. Russell, US patent 1,261,167 (1918). Classing the first letter
 * brings Catherine and Katherine together, and names whose first two letters
 * were swapped are found by other keys.
 */
export function phoneticKey(name: string): string {
  const word = name.replaceAll(' ', '').replace(/^ph/, 'f').replace(/^wr/, 'r').replace(/^kn/, 'n')
  if (!/^[a-z]/.test(word)) return word.slice(0, 3)
  const first = word[0] ?? ''
  let key = 'aeiouyhw'.includes(first) ? first : (classes[first] ?? first)
  let previous = classes[first] ?? ''
  for (const letter of word.slice(1)) {
    const sound = classes[letter]
    if (sound === undefined) previous = ''
    else if (sound !== '') {
      if (sound !== previous) key += sound
      previous = sound
    }
    if (key.length === 5) break
  }
  return key
}
