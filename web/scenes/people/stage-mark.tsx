/** A stage as a small mark: its shade and its name, and whether somebody is held in it by hand. */
import { Icon } from '../../components/icon.tsx'
import { useWords } from '../../words/words.tsx'
import css from './people-list.module.css'
import { useLifeCycle } from './use-life-cycle.ts'

export function StageMark({ id, held = false }: { readonly id: string; readonly held?: boolean }) {
  const words = useWords()
  const { nameOf, shadeOf } = useLifeCycle()
  return <span className={css.stage}><span className={css.shade} style={{ background: shadeOf(id) }} aria-hidden="true" />{nameOf(id)}{held && <span className={css.pin} title={words.t('profile.heldByHand')}><Icon name="pin" size={12} /></span>}</span>
}
