/** The line that puts the chat on a site, and a page to try it on. */
import type { Account } from '../../../api/routes.ts'
import { AnchorButton } from '../../../components/button.tsx'
import { useWords } from '../../../words/words.tsx'
import { CopyLine } from '../copy-line.tsx'
import css from './accounts.module.css'

export function ChatScript({ account }: { readonly account: Account }) {
  const { t } = useWords()
  return (
    <div className={css.script}>
      <p className={css.who}>{t('ourAccounts.script')}</p>
      <CopyLine value={`<script src="${location.origin}/embed/chat.js" data-account="${account.id}" async></script>`} />
      <p><AnchorButton size="s" look="plain" href={`/embed/chat/demo?account=${account.id}`} target="_blank" rel="noreferrer" after="external">{t('ourAccounts.tryChat')}</AnchorButton></p>
    </div>
  )
}
