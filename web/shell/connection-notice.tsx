/** Says quietly that what is shown may be old, while there is no connection. */
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useLiveState } from '../api/live.ts'
import { Icon } from '../components/icon.tsx'
import { useWords } from '../words/words.tsx'
import css from './connection-notice.module.css'

/** A stream that drops and is back within this time is nobody's business. */
const patienceMs = 4_000

function watchOnline(watcher: () => void): () => void {
  addEventListener('online', watcher)
  addEventListener('offline', watcher)
  return () => {
    removeEventListener('online', watcher)
    removeEventListener('offline', watcher)
  }
}

export function ConnectionNotice() {
  const { t } = useWords()
  const online = useSyncExternalStore(watchOnline, () => navigator.onLine)
  const lost = useLiveState() === 'lost'
  const [lostLong, setLostLong] = useState(false)
  useEffect(() => {
    if (!lost) return undefined
    const timer = setTimeout(() => setLostLong(true), patienceMs)
    return () => {
      clearTimeout(timer)
      setLostLong(false)
    }
  }, [lost])
  const words = !online ? t('shell.offline') : lostLong ? t('shell.reconnecting') : null
  return (
    <output className={css.place}>
      {words !== null && <span className={css.notice}><Icon name="warning" size={14} />{words}</span>}
    </output>
  )
}
