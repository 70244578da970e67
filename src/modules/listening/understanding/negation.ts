/** Words that turn round what follows them, in the languages that sentiment is trained for. */
import { hashWord } from './hash.ts'

const words = [
  'not no never none nobody nothing nowhere neither nor without cannot cant dont doesnt didnt isnt wasnt arent werent wont wouldnt shouldnt couldnt havent hasnt hadnt aint hardly barely',
  "can't don't doesn't didn't isn't wasn't aren't weren't won't wouldn't shouldn't couldn't haven't hasn't hadn't ain't",
  'niet geen nooit niemand niks niets nergens zonder noch',
  'pas jamais rien aucun aucune sans personne ni',
  'nicht kein keine keinen keinem keiner nie niemals nichts niemand ohne weder',
  'nunca jamás jamas nada nadie ningún ningun ninguna sin tampoco',
  'não nao nem ninguém ninguem nenhum nenhuma sem',
  'non mai niente nessuno nessuna senza neanche nemmeno né',
  'नहीं नही मत ना कभी बिना nahi nahin nai mat bina',
  'لا ليس ليست لم لن ما مش مو غير بدون بلا ولا',
]

const table = new Uint8Array(1 << 16)
const known = new Set<number>()
for (const line of words) {
  for (const word of line.split(' ')) {
    const hash = hashWord(word)
    known.add(hash)
    table[hash & 0xffff] = 1
  }
}

/** Whether the word with this hash turns round what follows. */
export function isNegation(hash: number): boolean {
  return table[hash & 0xffff] === 1 && known.has(hash)
}
