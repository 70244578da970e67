/** Settings, Mail: how mail leaves, a test, and what was sent. */
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '../../../api/queries.ts'
import { Section } from '../../../components/page-header.tsx'
import { FaultState, Notice, Skeleton } from '../../../components/states.tsx'
import { useWords } from '../../../words/words.tsx'
import { MailForm } from './mail-form.tsx'
import { Outbox } from './outbox.tsx'
import { TestMail } from './test-mail.tsx'

export function MailView() {
  const { t } = useWords()
  const { data, error, refetch } = useQuery(apiQuery('/mail'))
  return (
    <>
      <Section title={t('shell.goMail')} about={t('outgoing.mailText')}>
        {data === undefined && error === null && <Skeleton lines={5} />}
        {data === undefined && error !== null && <FaultState fault={error} onRetry={() => void refetch()} />}
        {data?.settings === null && <Notice tone="warn">{t('outgoing.noMail')}</Notice>}
        {data !== undefined && <MailForm key={JSON.stringify(data.settings)} settings={data.settings} />}
      </Section>
      {data !== undefined && data.settings !== null && <Section title={t('outgoing.sendTest')}><TestMail /></Section>}
      {data !== undefined && <Outbox />}
    </>
  )
}
