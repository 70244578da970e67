/** Settings, Installation: its version, and each of its parts in words. */
import { useQuery } from '@tanstack/react-query'
import { send } from '../../../api/client.ts'
import { ApiFault } from '../../../api/fault.ts'
import { Dot } from '../../../components/badge.tsx'
import { AnchorButton } from '../../../components/button.tsx'
import { Section } from '../../../components/page-header.tsx'
import { Said } from '../../../components/said.tsx'
import { FaultState, Notice, Skeleton } from '../../../components/states.tsx'
import { Time } from '../../../components/time.tsx'
import { useWords } from '../../../words/words.tsx'
import css from '../form.module.css'
import { CompanyForm } from './company-form.tsx'
import { readHealth } from './read-health.ts'

async function askHealth(signal: AbortSignal) {
  try {
    return readHealth(await send('/health', { signal }))
  } catch (fault) {
    // A part that fails turns the answer into a 503, which still says everything.
    const told = fault instanceof ApiFault ? readHealth(fault.details) : null
    if (told !== null) return told
    throw fault
  }
}

export function InstallationView() {
  const { t, said } = useWords()
  const { data, error, refetch } = useQuery({ queryKey: ['health'], queryFn: ({ signal }) => askHealth(signal), refetchInterval: 15_000, staleTime: 0 })
  return (
    <>
      <Section title={t('shell.goInstallation')} about={t('settings.installationText')} actions={<AnchorButton href="/api" target="_blank" rel="noreferrer" after="external">{t('settings.reference')}</AnchorButton>}>
        {data === undefined && error === null && <Skeleton lines={4} />}
        {data === undefined && error !== null && <FaultState fault={error} onRetry={() => void refetch()} />}
        {data === null && <Notice tone="warn">{t('settings.healthUnreadable')}</Notice>}
        {data !== undefined && data !== null && (
          <>
            <CompanyForm />
            <dl className={css.facts}>
              <dt>{t('settings.version')}</dt><dd>{data.version}</dd>
              {data.startedAt !== null && <><dt>{t('settings.running')}</dt><dd><Time at={data.startedAt} /></dd></>}
            </dl>
            {!data.ok && <Notice tone="warn">{t('settings.notWell')}</Notice>}
            <ul className={css.parts} aria-label={t('settings.parts')}>
              {data.parts.map((part) => (
                <li key={part.name} className={css.part}>
                  <Dot tone={part.ok ? 'positive' : 'negative'} />
                  <strong>{said(part.name)}{!part.ok && <span className={css.quiet}> {t('settings.needsCare')}</span>}</strong>
                  <span><Said>{part.words}</Said></span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Section>
    </>
  )
}
