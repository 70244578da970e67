/** Settings, Inbox: how long an answer can be taken back, when a closed matter goes on, how members sign, translation, labels. */
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '../../../api/queries.ts'
import { Section } from '../../../components/page-header.tsx'
import { FaultState, Skeleton } from '../../../components/states.tsx'
import { useMember } from '../../../hooks/member.ts'
import { useWords } from '../../../words/words.tsx'
import { InboxForm } from './inbox-form.tsx'
import { LabelList } from './label-list.tsx'
import { TranslationForm } from './translation-form.tsx'

export function InboxView() {
  const { t } = useWords()
  const me = useMember()
  const { data, error, refetch } = useQuery(apiQuery('/conversation-settings'))
  const mayManage = me.may('conversations.manage')
  return (
    <>
      {mayManage && (
        <>
          <Section title={t('desk.answering')} about={t('desk.answeringText')}>
            {data === undefined ? (error === null ? <Skeleton lines={4} /> : <FaultState compact fault={error} onRetry={() => void refetch()} />) : <InboxForm settings={data} />}
          </Section>
          {data !== undefined && <Section title={t('desk.translation')} about={t('desk.translationText')}><TranslationForm key={data.translation?.address ?? ''} settings={data} /></Section>}
        </>
      )}
      <LabelList />
    </>
  )
}
