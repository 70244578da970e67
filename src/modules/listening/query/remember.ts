/** Remembers what a pure function made of a text, within bounds. */

/** Texts remembered at most; then all are forgotten, which costs less than keeping account of which are old. */
const most = 20_000

export function remembered<Result>(make: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>()
  return (text) => {
    let result = known.get(text)
    if (result === undefined) {
      result = make(text)
      if (known.size >= most) known.clear()
      known.set(text, result)
    }
    return result
  }
}
