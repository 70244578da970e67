/** Every key that works in this scene, by heading. */
import { Dialog } from '../components/dialog.tsx'
import { Kbd, spokenKeys } from '../components/kbd.tsx'
import { shortcuts } from '../hooks/shortcuts.ts'
import { useStore } from '../hooks/store.ts'
import { useWords } from '../words/words.tsx'
import css from './shortcut-overview.module.css'

export function ShortcutOverview({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords()
  const all = useStore(shortcuts)
  const latest = [...new Map(all.map((each) => [each.keys, each])).values()]
  const groups = Object.entries(Object.groupBy(latest, (each) => each.group)).reverse()
  return (
    <Dialog open onOpen={(open) => { if (!open) onClose() }} title={t('shell.shortcuts')} about={t('shell.shortcutsNote')}>
      <div className={css.groups}>
        {groups.map(([group, entries]) => (
          <section key={group}>
            <h3 className={css.title}>{group}</h3>
            <dl className={css.list}>
              {entries?.map((each) => (
                <div key={each.keys} className={css.row}>
                  <dt>{each.does}</dt>
                  <dd><Kbd keys={each.keys} /><span className={css.spoken}>{spokenKeys(each.keys)}</span></dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
