/** The splitter that fits a mapping. */
import type { Mapping } from '../api.ts'
import type { Position, RowSplitter } from './archive-model.ts'
import { CsvSplitter } from './split-csv.ts'
import { JsonSplitter } from './split-json.ts'
import { LineSplitter } from './split-lines.ts'

export function splitterFor(mapping: { readonly format: Mapping['format']; readonly delimiter?: string | undefined }, from: Position): RowSplitter {
  if (mapping.format === 'json') return new JsonSplitter(from.offset)
  if (mapping.format === 'ndjson') return new LineSplitter(from.offset)
  return new CsvSplitter(mapping.delimiter ?? ',', from.offset, from.unclosed)
}
