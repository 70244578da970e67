/** Hindi in Latin letters, which the table of languages does not know: told by the small words of its grammar. */

const small = new Set('hai hain hoon hun nahi nahin nhi kya kyun kyon aur yeh woh mein mujhe mera meri mere tera teri tere tum aap apna apni apne kuch bahut bahot bhi toh tha thi gaya gayi raha rahi rahe karo karna karke kar hoga hogi wala wali wale koi kab kaise abhi accha achha acha bhai yaar jaise sirf phir lekin agar'.split(' '))
/** So many different ones, and this share of all words, are no accident. */
const leastKinds = 2
const leastShare = 0.25

export function isRomanisedHindi(text: string): boolean {
  const words = text.slice(0, 500).toLowerCase().match(/[a-z]+/g) ?? []
  const found = words.filter((word) => small.has(word))
  return found.length >= leastShare * words.length && new Set(found).size >= leastKinds
}
