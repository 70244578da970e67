/** Compiles a query's tree into integers, speaking of features where it can and of the tree where it must. */
import { literalOf } from '../query/literal.ts'
import { addressOf } from '../query/places.ts'
import type { Node, Words } from '../query/syntax-tree.ts'
import { partsOf } from '../query/word-parts.ts'
import type { Part } from '../query/word-parts.ts'
import { opAnd, opHas, opNode, opNot, opOr, opPhrase, opSeek } from './code.ts'
import { pairFeature, patternFeature } from './features.ts'
import type { Features } from './features.ts'

/** What a query became. */
export interface Compiled {
  readonly code: number[]
  /** Every use of a feature, to be released when the query goes. */
  readonly uses: number[]
}

/**
 * Compiles a tree. `keep` files a node for the reference evaluator and gives
 * its number.
 */
export function compile(root: Node, features: Features, keep: (node: Node) => number): Compiled {
  const compiler = new Compiler(features, keep)
  compiler.write(root)
  return { code: compiler.code, uses: compiler.uses }
}

class Compiler {
  readonly code: number[] = []
  readonly uses: number[] = []
  readonly #features: Features
  readonly #keep: (node: Node) => number

  constructor(features: Features, keep: (node: Node) => number) {
    this.#features = features
    this.#keep = keep
  }

  write(node: Node): void {
    switch (node.kind) {
      case 'and': case 'or': {
        const start = this.#open(node.kind === 'and' ? opAnd : opOr)
        for (let index = 0; index < node.of.length; index++) this.write(node.of[index] as Node)
        this.#close(start)
        break
      }
      case 'not':
        this.code.push(opNot)
        this.write(node.of)
        break
      case 'list': this.write(node.of); break
      case 'words': this.#words(node); break
      case 'field': case 'followers': this.#ask(node); break
      default: {
        const start = this.#open(opAnd)
        this.#presence(node)
        this.#ask(node)
        this.#close(start)
      }
    }
  }

  #open(op: number): number {
    return this.code.push(op, 0) - 2
  }

  #close(start: number): void {
    this.code[start + 1] = this.code.length - start
  }

  #ask(node: Node): void {
    this.code.push(opNode, this.#keep(node))
  }

  #has(feature: number): void {
    const kind = this.#features.kind[feature]
    this.code.push(kind === pairFeature || kind === patternFeature ? opSeek : opHas, feature)
  }

  #use(feature: number): number {
    this.uses.push(feature)
    return feature
  }

  /** Whether plain features say all there is to say about a phrase. */
  #words(node: Words): void {
    const parts = partsOf(node.text)
    const plain = node.in === undefined && parts.every((part) => part.sign === '' && part.joint === undefined && part.tail === '')
    const [only] = parts
    if (plain && parts.length === 1 && only) {
      const feature = this.#part(only)
      if (feature !== undefined) {
        this.#has(feature)
        return
      }
    }
    if (plain && parts.length > 1 && parts.every(({ wild }) => !wild)) {
      this.#phrase(parts)
      return
    }
    const start = this.#open(opAnd)
    this.#wordsPresence(parts)
    this.#ask(node)
    this.#close(start)
  }

  #part({ word, wild }: Part): number | undefined {
    const feature = wild ? this.#features.pattern(word) : this.#features.word(word, false)
    return feature === undefined ? undefined : this.#use(feature)
  }

  #phrase(parts: readonly Part[]): void {
    const words = parts.map(({ word }) => this.#use(this.#features.word(word, false)))
    const pair = this.#rarestPair(words)
    if (words.length === 2) this.#has(pair)
    else this.code.push(opPhrase, words.length + 3, pair, ...words)
  }

  #rarestPair(words: readonly number[]): number {
    let best = 0
    let least = Infinity
    for (let index = 0; index + 1 < words.length; index++) {
      const share = this.#features.share(words[index] ?? 0) * this.#features.share(words[index + 1] ?? 0)
      if (share < least) [best, least] = [index, share]
    }
    return this.#use(this.#features.pair(words[best] ?? 0, words[best + 1] ?? 0))
  }

  /** What must be in a post for the parts to be: pairs where two plain words are neighbours, else the words. */
  #wordsPresence(parts: readonly Part[]): void {
    const plain = parts.map((part) => (part.wild ? undefined : this.#part(part)))
    parts.forEach((part, index) => {
      if (part.wild) {
        const feature = this.#part(part)
        if (feature !== undefined) this.#has(feature)
        return
      }
      const word = plain[index]
      const next = plain[index + 1]
      if (word !== undefined && next !== undefined) this.#has(this.#use(this.#features.pair(word, next)))
      else if (word !== undefined && (index === 0 || plain[index - 1] === undefined)) this.#has(word)
    })
  }

  /** Writes what must hold for a node with a place to hold; at least nothing, which always holds. */
  #presence(node: Node): void {
    switch (node.kind) {
      case 'near':
        for (let index = 0; index < node.of.length; index++) this.#presence(node.of[index] as Node)
        break
      case 'or': {
        const start = this.#open(opOr)
        for (let index = 0; index < node.of.length; index++) {
          const inner = this.#open(opAnd)
          this.#presence(node.of[index] as Node)
          this.#close(inner)
        }
        this.#close(start)
        break
      }
      case 'list': this.#presence(node.of); break
      case 'words': this.#wordsPresence(partsOf(node.text)); break
      case 'exact': for (const word of literalOf(node.text).words) this.#has(this.#use(this.#features.word(word, false))); break
      case 'link': {
        const { words, plainToo } = addressOf(node.address)
        const start = this.#open(opOr)
        for (const address of plainToo ? [true, false] : [true]) {
          const inner = this.#open(opAnd)
          for (const { word } of words) this.#has(this.#use(this.#features.word(word, address)))
          this.#close(inner)
        }
        this.#close(start)
        break
      }
      default:
    }
  }
}
