/** Settings, Privacy: what people asked for, erasures, purposes, how long things are kept, the register. */
import { apiAddress } from '../../../api/client.ts'
import { AnchorButton } from '../../../components/button.tsx'
import { Section } from '../../../components/page-header.tsx'
import { useWords } from '../../../words/words.tsx'
import { useMember } from '../../../hooks/member.ts'
import css from '../form.module.css'
import { Erasures } from './erasures.tsx'
import { Purposes } from './purposes.tsx'
import { Requests } from './requests.tsx'
import { Retention } from './retention.tsx'

export function PrivacyView() {
  const { t, language } = useWords()
  const me = useMember()
  return (
    <>
      {me.may('people.export') && <Requests />}
      <Purposes />
      {me.may('people.export') && <Retention />}
      {me.may('people.export') && (
        <Section title={t('privacy.register')} about={t('privacy.registerText')}>
          <div className={css.left}>
            <AnchorButton icon="external" href={apiAddress('/privacy/register.html', { query: { language } })} target="_blank" rel="noopener">{t('privacy.openRegister')}</AnchorButton>
            <AnchorButton icon="download" href={apiAddress('/privacy/register.csv', { query: { language } })} download>{t('privacy.asCsv')}</AnchorButton>
          </div>
        </Section>
      )}
      {me.may('people.erase') && <Erasures />}
    </>
  )
}
