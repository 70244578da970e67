/** How many more there are like a post, and the way to them. */
import type { Mention } from '../../api/routes.ts'
import { Icon } from '../../components/icon.tsx'
import { useWords } from '../../words/words.tsx'
import css from './cascade-line.module.css'

export function CascadeLine({ cascade, onOpen }: { readonly cascade: NonNullable<Mention['cascade']>; readonly onOpen: (id: string) => void }) {
  const words = useWords()
  return (
    <button type="button" className={css.line} onClick={() => onOpen(cascade.id)} title={words.t('cascades.people', { n: cascade.people })}>
      <Icon name="repost" size={12} />{words.t('cascades.more', { n: cascade.size - 1 })}
    </button>
  )
}
