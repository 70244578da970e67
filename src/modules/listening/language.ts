/** Which language a post is written in, found on this machine. */
export { languageOf } from './understanding/language-of.ts'
