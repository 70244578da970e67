/** HTML of a mail as its sender wrote it: made safe by the server, shut into a box of its own here; pictures from elsewhere on request. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { apiQuery } from '../../../api/queries.ts'
import { Button } from '../../../components/button.tsx'
import { FaultState, Skeleton } from '../../../components/states.tsx'
import { useWords } from '../../../words/words.tsx'
import css from './safe-html.module.css'

/** What holds inside the box whatever the mail says: nothing leaves it, nothing covers it, links open elsewhere. */
const inside = ':host { all: initial; display: block } div { font: 14px/1.45 system-ui, sans-serif; color: #1f1d1a; overflow-wrap: anywhere; max-width: 100% } div * { max-width: 100% !important; position: static !important } img { height: auto } table { border-collapse: collapse } a { color: #175548 } blockquote { margin: 0 0 0 .5em; padding-left: .8em; border-left: 2px solid #cfc9bc }'

/** In a shadow tree: its styles do not reach the page, nor the page's styles it. Scripts never run there, as the policy of the page forbids them and the server took them out. */
function Box({ html }: { readonly html: string }) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = host.current
    if (element === null) return
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' })
    const style = document.createElement('style')
    style.textContent = inside
    const parsed = new DOMParser().parseFromString(html, 'text/html')
    const body = document.createElement('div')
    for (const link of parsed.querySelectorAll('a')) { link.target = '_blank'; link.rel = 'noopener noreferrer nofollow' }
    for (const one of parsed.querySelectorAll('script, iframe, object, embed, form, base, meta, link')) one.remove()
    body.append(...parsed.querySelectorAll('head style'), ...parsed.body.childNodes)
    root.replaceChildren(style, body)
  }, [html])
  return <div ref={host} className={css.box} dir="auto" />
}

export function SafeHtml({ message }: { readonly message: string }) {
  const { t } = useWords()
  const [wantsPictures, setWantsPictures] = useState(false)
  const { data, error, refetch } = useQuery({ ...apiQuery('/messages/{id}/html', { params: { id: message }, query: { pictures: wantsPictures ? 'true' : 'false' } }), staleTime: Infinity, placeholderData: (before) => before })
  if (error) return <FaultState compact fault={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Skeleton lines={4} />
  return (
    <div>
      {!wantsPictures && data.remotePictures > 0 && (
        <p className={css.asks}>
          <span>{t('thread.pictures', { n: data.remotePictures })}{data.trackers.length > 0 && ` ${t('thread.trackers', { hosts: data.trackers.slice(0, 3).join(', ') })}`}</span>
          <Button size="s" icon="picture" onClick={() => setWantsPictures(true)}>{t('thread.showPictures')}</Button>
        </p>
      )}
      <Box html={data.html} />
    </div>
  )
}
