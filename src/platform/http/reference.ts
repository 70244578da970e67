/** The API as a page to read: made from the OpenAPI document, without scripts. */

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (mark) => escapes[mark] ?? mark)

interface Parameter { readonly name: string; readonly in: string; readonly required: boolean; readonly description?: string; readonly schema: { readonly type?: string; readonly enum?: readonly string[]; readonly default?: unknown } }
interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Record<string, { readonly schema: unknown }> }
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: unknown }> }>
}

const style = `
:root{color-scheme:light dark;--paper:#fbfaf7;--ink:#1f1d1a;--ink-2:#5b564d;--line:#e6e2d9;--accent:#1e6b5c;--sunken:#f4f2ec}
@media (prefers-color-scheme:dark){:root{--paper:#171614;--ink:#eeebe4;--ink-2:#b7b1a5;--line:#302e29;--accent:#72c2ad;--sunken:#131210}}
body{margin:0;background:var(--paper);color:var(--ink);font:14px/1.5 system-ui,sans-serif;display:grid;grid-template-columns:minmax(0,240px) minmax(0,860px);gap:48px;padding:32px}
nav{position:sticky;top:32px;align-self:start;max-height:calc(100vh - 64px);overflow:auto;font-size:13px}nav a{display:block;color:var(--ink-2);text-decoration:none;padding:2px 0}nav a:hover{color:var(--accent)}
h1{font-size:28px;margin:0 0 8px}h2{margin:40px 0 8px;font-size:20px}h3{font:600 14px/1.5 ui-monospace,monospace;margin:0}
article{border-top:1px solid var(--line);padding:16px 0}.method{color:var(--accent);text-transform:uppercase}
table{border-collapse:collapse;margin:8px 0;width:100%}td{border-top:1px solid var(--line);padding:4px 12px 4px 0;vertical-align:top}
pre{background:var(--sunken);padding:12px;overflow:auto;border-radius:8px;font-size:12px}summary{cursor:pointer;color:var(--ink-2)}
@media (max-width:800px){body{grid-template-columns:minmax(0,1fr);padding:16px;gap:16px}nav{position:static;max-height:none}}`

function operationHtml(path: string, method: string, operation: Operation): string {
  const rows = (operation.parameters ?? []).map((parameter) => `<tr><td><code>${escape(parameter.name)}</code>${parameter.required ? ' *' : ''}</td><td>${escape(parameter.in)} · ${escape(parameter.schema.enum?.join(' | ') ?? parameter.schema.type ?? '')}${parameter.schema.default === undefined ? '' : ` · default ${escape(JSON.stringify(parameter.schema.default))}`}</td><td>${escape(parameter.description ?? '')}</td></tr>`).join('')
  const schemaHtml = (title: string, content: Record<string, { schema: unknown }> | undefined): string => Object.entries(content ?? {}).map(([type, { schema }]) => `<details><summary>${title} · ${escape(type)}</summary><pre tabindex="0">${escape(JSON.stringify(schema, null, 2))}</pre></details>`).join('')
  const success = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))
  return `<article id="${escape(operation.operationId)}"><h3><span class="method">${escape(method)}</span> ${escape(path)}</h3><p><strong>${escape(operation.summary)}.</strong> ${escape(operation.description).replaceAll('\n\n', '<br>').replaceAll(/`([^`]+)`/g, '<code>$1</code>')}</p>${rows ? `<table>${rows}</table>` : ''}${schemaHtml('Body', operation.requestBody?.content)}${schemaHtml(`Answer ${success?.[0] ?? ''}`, success?.[1].content)}</article>`
}

/** The whole page as HTML. */
export function reference(document: Readonly<Record<string, unknown>>): string {
  const paths = document['paths'] as Record<string, Record<string, Operation>>
  const info = document['info'] as { title: string; version: string; description: string }
  const operations = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })))
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))]
  const of = (tag: string): typeof operations => operations.filter(({ operation }) => operation.tags.includes(tag))
  const navigation = tags.map((tag) => `<strong>${escape(tag)}</strong>${of(tag).map(({ operation }) => `<a href="#${escape(operation.operationId)}">${escape(operation.summary)}</a>`).join('')}`).join('<br>')
  const body = tags.map((tag) => `<h2>${escape(tag)}</h2>${of(tag).map(({ path, method, operation }) => operationHtml(path, method, operation)).join('')}`).join('')
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Rapport API ${escape(info.version)}</title><style>${style}</style><nav aria-label="Routes">${navigation}</nav><main><h1>Rapport API</h1><p>Version ${escape(info.version)}. ${escape(info.description)} Send an API key as <code>Authorization: Bearer rp_…</code>. The same as a document for programs: <a href="/api/openapi.json">openapi.json</a>.</p>${body}</main></html>`
}
