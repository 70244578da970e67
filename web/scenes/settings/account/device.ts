/** What a browser says of itself, as a person would name it. Pure. */

const browsers: readonly (readonly [RegExp, string])[] = [[/Edg\//, 'Edge'], [/OPR\//, 'Opera'], [/Firefox\//, 'Firefox'], [/Chrome\//, 'Chrome'], [/Safari\//, 'Safari'], [/curl|wget|node|python|go-http/i, 'a program']]
const systems: readonly (readonly [RegExp, string])[] = [[/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Android/, 'Android'], [/Mac OS X/, 'Mac'], [/Windows/, 'Windows'], [/Linux|X11/, 'Linux']]

/** `Firefox, Linux`. `null` when the browser says nothing that is known. */
export function deviceOf(userAgent: string | null | undefined): string | null {
  if (userAgent === null || userAgent === undefined) return null
  const named = [browsers, systems].map((list) => list.find(([form]) => form.test(userAgent))?.[1]).filter((name) => name !== undefined)
  return named.length === 0 ? null : named.join(', ')
}
