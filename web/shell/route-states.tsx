/** What is shown in place of a scene that failed or does not exist. */
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { ApiFault } from '../api/fault.ts'
import { sentence } from '../../src/kernel/fault.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { EmptyState, faultWords, FaultState } from '../components/states.tsx'
import { useWords } from '../words/words.tsx'

/** Keeps the rest of the page alive when a scene throws. */
export function RouteFault({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const words = useWords()
  const again = (): void => {
    reset()
    void router.invalidate()
  }
  if (error instanceof ApiFault) return <FaultState fault={error} onRetry={again} />
  return (
    <EmptyState icon="warning" title={words.t('common.faultTitle')} action={<Button icon="retry" onClick={() => location.reload()}>{words.t('common.reload')}</Button>}>
      <p>{faultWords(error, words)}</p>
      <p><code>{sentence(error)}</code></p>
    </EmptyState>
  )
}

export function RouteMissing() {
  const { t } = useWords()
  return <EmptyState icon="search" title={t('shell.notFoundTitle')} action={<LinkButton to="/">{t('shell.toToday')}</LinkButton>}>{t('shell.notFoundText')}</EmptyState>
}
