/** Reads the server's source for every sentence and phrase that it could say to a person. For the test of the catalogue. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

export interface ServerSentence {
  readonly file: string
  readonly line: number
  /** What stands fast, in order; between two of them stands a value. */
  readonly literals: readonly string[]
}

/** Ways to write one expression: its alternatives, each a list of literals with holes between. */
type Ways = readonly (readonly string[])[]
const hole: Ways = [['', '']]
const mostWays = 96

/** Calls whose texts are for the log, for programs or for whoever reads the source. */
const quietCalls = /(?:^|\.)(?:log|logger)(?:\.\w+)*$|\.(?:describe|meta|info|debug|warn|error|fatal|trace|brand)$|^console\.|^(?:RegExp|Symbol|Counter|Gauge|Histogram)$|^import$|\.(?:startsWith|endsWith|includes|indexOf|split|replaceAll|set|append|setHeader|getElement)$/
/** Properties that document routes and tables. */
const quietProperties = new Set(['summary', 'description', 'tags', 'sql', 'hash', 'operationId', 'needs', 'known', 'example'])
/** What is written for a database rather than for people. */
const isQuery = (text: string): boolean => /^\s*(?:select|insert into|delete from|update [\w."]+ set|create (?:table|database|or|index|schema)|alter (?:table|role|database|system)|with \w+ as|drop |truncate |vacuum |reset |pragma|begin\b|listen |notify |optimize|system |set \w+ (?:to|=)|union all|order by|limit |lock )/.test(text) || /\{\w+:(?:Array\()?(?:UUID|String|U?Int\d+|DateTime64|Date|Float64)/.test(text) || /^[\w.]+ as \w+$/.test(text) || /\b(?:from|join|into|where|group by) [\w(]+\.\w+|\bas \w+ (?:from|where)\b|rapport\.\w+ where|^\(?[a-z_]+(?:, ?[a-z_]+)+(?:, ?toDate\(|\)?$)|^\([a-z]+, to[A-Z]/.test(text)

/** Whether a text has words for people: two in a row, or a sentence of one. */
const hasWords = (text: string): boolean => /\p{L}{2,}[,;:.]?["”)]? ["“(]?\p{L}+/u.test(text) || /^\p{Lu}\p{L}+[.!]$/u.test(text)

const nameOf = (node: ts.ObjectLiteralElementLike | ts.PropertyAssignment): string => node.name?.getText().replaceAll(/['"]/g, '') ?? ''

/** What an event type says of itself is offered to members, other than the summaries of routes. */
const isOfEventType = ({ parent: { parent: call }, name }: ts.PropertyAssignment): boolean => name.getText() === 'summary' && call !== undefined && ts.isCallExpression(call) && call.expression.getText() === 'eventType'

/** Letters and the like say both languages where they stand: `{ en: …, nl: … }`. */
const saysBoth = (names: readonly string[]): boolean => names.includes('en') && names.includes('nl')

function product(left: Ways, right: Ways): Ways {
  return left.flatMap((head) => right.map((tail) => [...head.slice(0, -1), `${head.at(-1) ?? ''}${tail[0] ?? ''}`, ...tail.slice(1)])).slice(0, mostWays)
}

class Reader {
  readonly found: ServerSentence[] = []
  readonly #source: ts.SourceFile
  readonly #file: string

  constructor(file: string, text: string) {
    this.#file = file
    this.#source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  }

  /** Examples in the reference of the API, and words that stand in both languages as `const en` and `const nl`. */
  #isQuiet(name: string): boolean {
    return name === 'example' || (/^(?:en|nl)$/.test(name) && /^const en\b/m.test(this.#source.text) && /^const nl\b/m.test(this.#source.text))
  }

  read(): readonly ServerSentence[] {
    this.#visit(this.#source)
    return this.found
  }

  #visit(node: ts.Node): void {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node) || ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)) return
    if (ts.isTaggedTemplateExpression(node)) return this.#keepQuoted(node)
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && quietCalls.test(node.expression.getText(this.#source))) {
      // What is looked for or logged is not said, but what is computed on the way may be.
      for (const argument of node.arguments ?? []) if (!ts.isStringLiteralLike(argument) && !ts.isTemplateExpression(argument)) this.#visit(argument)
      return this.#visit(node.expression)
    }
    // `both(en, nl)` says both languages where it stands.
    if (ts.isCallExpression(node) && node.expression.getText(this.#source) === 'both') return
    if (ts.isPropertyAssignment(node)) return quietProperties.has(nameOf(node)) && !isOfEventType(node) ? undefined : this.#visit(node.initializer)
    if (ts.isObjectLiteralExpression(node) && saysBoth(node.properties.map(nameOf))) return
    if (ts.isVariableDeclaration(node) && this.#isQuiet(node.name.getText())) return
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isConditionalExpression(node) || (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)) {
      const ways = this.#ways(node)
      if (!ts.isConditionalExpression(node) || ways.some((way) => way.length === 1 || way.some((literal) => literal !== ''))) for (const way of ways) this.#keep(node, way)
      return
    }
    ts.forEachChild(node, (child) => this.#visit(child))
  }

  /** How an expression may be written; what it computes on the way is looked through as well. */
  #ways(node: ts.Expression): Ways {
    if (ts.isStringLiteralLike(node)) return [[node.text]]
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node)) return this.#ways(node.expression)
    if (ts.isTemplateExpression(node)) {
      let ways: Ways = [[node.head.text]]
      for (const span of node.templateSpans) ways = product(product(ways, this.#ways(span.expression)), [[span.literal.text]])
      return ways
    }
    if (ts.isConditionalExpression(node)) {
      this.#visit(node.condition)
      return [...this.#ways(node.whenTrue), ...this.#ways(node.whenFalse)]
    }
    if (ts.isBinaryExpression(node)) {
      const { kind } = node.operatorToken
      if (kind === ts.SyntaxKind.PlusToken) {
        const [left, right] = [this.#ways(node.left), this.#ways(node.right)]
        // A sum of numbers is one value.
        return [...left, ...right].every((way) => way.every((literal) => literal === '')) ? hole : product(left, right)
      }
      if (kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken) {
        const [left, right] = [this.#ways(node.left), this.#ways(node.right)]
        // `?? ''` only tells the compiler that there is a value.
        return right.every((way) => way.length === 1 && way[0] === '') ? left : [...left, ...right]
      }
    }
    this.#visit(node)
    return hole
  }

  /** In a query only what is written into a table may be said: `'Waiting to start'`. What it computes on the way is looked through. */
  #keepQuoted({ template }: ts.TaggedTemplateExpression): void {
    for (const [, quoted = ''] of template.getText().matchAll(/'(\p{Lu}[^'{}]* [^'{}]*)'/gu)) this.#keep(template, [quoted])
    if (ts.isTemplateExpression(template)) for (const span of template.templateSpans) this.#visit(span.expression)
  }

  #keep(node: ts.Node, literals: readonly string[]): void {
    const text = literals.join(' … ')
    if (!hasWords(text) || isQuery(text)) return
    const line = this.#source.getLineAndCharacterOfPosition(node.getStart(this.#source)).line + 1
    this.found.push({ file: this.#file, line, literals })
  }
}

/** @param folder Whose `.ts` files are read, without tests and their fixtures. */
export function serverSentences(folder: string): readonly ServerSentence[] {
  const files = globSync('**/*.ts', { cwd: folder }).filter((file) => !/\.(?:test|bench|d)\.ts$|(?:^|\/)fixtures\//.test(file)).sort()
  return files.flatMap((file) => new Reader(file, readFileSync(join(folder, file), 'utf8')).read())
}
