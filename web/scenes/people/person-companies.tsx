/** Companies, household, and who brought whom. */
import { Link, useNavigate } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { api } from '../../api/client.ts'
import { apiQuery } from '../../api/queries.ts'
import { Avatar } from '../../components/avatar.tsx'
import { Button, IconButton } from '../../components/button.tsx'
import { faultWords } from '../../components/states.tsx'
import { TextField } from '../../components/text-field.tsx'
import { toast } from '../../components/toast.tsx'
import { focused } from '../../hooks/focused.ts'
import { useMember } from '../../hooks/member.ts'
import { useWords } from '../../words/words.tsx'
import type { PartProps } from './person-panel.tsx'
import css from './person-panel.module.css'
import { useDeed } from './use-deed.ts'

export function PersonCompanies({ id, profile }: PartProps) {
  const words = useWords()
  const { t } = words
  const may = useMember().may('people.manage')
  const navigate = useNavigate()
  const deed = useDeed(id)
  const [adding, setAdding] = useState<'company' | 'household' | 'brought-by' | null>(null)
  const [sought, setSought] = useState('')
  const [role, setRole] = useState('')
  const companies = useQuery({ ...apiQuery('/companies', { query: { q: sought, limit: 6 } }), enabled: adding === 'company' }).data?.items ?? []
  const people = useQuery({ ...apiQuery('/people', { query: { q: sought, limit: 6 } }), enabled: (adding === 'household' || adding === 'brought-by') && sought.trim().length > 1 }).data?.items.filter((one) => one.id !== id) ?? []
  const close = (): void => { setAdding(null); setSought(''); setRole('') }
  const failed = (fault: unknown): void => void toast(faultWords(fault, words), { tone: 'negative' })
  const tie = (company: string, name: string): void => void deed({ is: 'company', company, role: role.trim() }, t('profile.companyTied', { name })).then((done) => { if (done) close() })
  const make = (name: string, domains: string[]): void => void api('post', '/companies', { body: { name, domains } }).then((made) => tie(made.id, made.name), failed)
  const relations = [
    { title: t('profile.household'), people: profile.household, kind: 'household' as const, may: true },
    { title: t('profile.broughtBy'), people: profile.broughtBy, kind: 'brought-by' as const, may: true },
    { title: t('profile.brought'), people: profile.brought, kind: 'brought-by' as const, may: false },
  ]
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const [first] = companies
    if (adding === 'company' && sought.trim() !== '') { if (first && first.name.toLowerCase() === sought.trim().toLowerCase()) tie(first.id, first.name); else make(sought.trim(), []) }
  }
  const hasAny = profile.companies.length + profile.suggestedCompanies.length + profile.household.length + profile.broughtBy.length + profile.brought.length > 0
  if (!hasAny && !may) return null
  return (
    <section>
      <h2 className={css.heading}>{t('profile.belongs')}</h2>
      <div className={css.stack}>
        {profile.companies.map((company) => (
          <div key={company.id} className={css.task}>
            <span />
            <span><Link to="/companies/$id" params={{ id: company.id }}>{company.name}</Link> <span className={css.quiet}>{company.role}</span></span>
            {may && <IconButton size="s" icon="remove" label={t('profile.untie', { name: company.name })} onClick={() => void deed({ is: 'take-back', entry: company.entry }, t('profile.untied', { name: company.name }))} />}
          </div>
        ))}
        {may && profile.suggestedCompanies.map((one) => (
          <p key={one.domain} className={css.why}>{t('profile.maybeCompany', { domain: one.domain })} <Button size="s" look="plain" onClick={() => { if (one.id === null) make(one.name, [one.domain]); else tie(one.id, one.name) }}>{t(one.id === null ? 'profile.makeCompany' : 'profile.tieTo', { name: one.name })}</Button></p>
        ))}
        {relations.filter((relation) => relation.people.length > 0).map((relation) => (
          <div key={relation.title}>
            <p className={css.why}>{relation.title}</p>
            {relation.people.map((one) => (
              <div key={one.id} className={css.task}>
                <Avatar id={one.id} name={one.name} picture={one.avatar} />
                <span><Link to="/people/$id" params={{ id: one.id }}><bdi>{one.name}</bdi></Link></span>
                {may && relation.may ? <IconButton size="s" icon="remove" label={t('profile.untie', { name: one.name })} onClick={() => void deed({ is: 'take-back', entry: one.entry }, t('profile.untied', { name: one.name }))} /> : <span />}
              </div>
            ))}
          </div>
        ))}
        {may && adding === null && <div className={css.formRow}><Button size="s" icon="plus" onClick={() => setAdding('company')}>{t('profile.company')}</Button><Button size="s" icon="plus" onClick={() => setAdding('household')}>{t('profile.household')}</Button><Button size="s" icon="plus" onClick={() => setAdding('brought-by')}>{t('profile.broughtBy')}</Button></div>}
        {may && adding !== null && (
          <form className={css.form} onSubmit={submit}>
            <TextField label={adding === 'company' ? t('profile.companyName') : t('profile.whichPerson')} value={sought} onChange={(event) => setSought(event.target.value)} ref={focused} />
            {adding === 'company' && <TextField label={t('profile.role')} optional hint={t('profile.roleHint')} value={role} maxLength={60} onChange={(event) => setRole(event.target.value)} />}
            <div className={css.people}>
              {adding === 'company' && companies.map((company) => <button key={company.id} type="button" className={css.person} onClick={() => tie(company.id, company.name)}><span /><span>{company.name}</span><span className={css.quiet}>{company.domains[0]}</span></button>)}
              {adding !== 'company' && people.map((one) => <button key={one.id} type="button" className={css.person} onClick={() => void deed({ is: adding, person: one.id }, t('profile.relationKept', { name: one.name })).then((done) => { if (done) close() })}><Avatar id={one.id} name={one.name} picture={one.avatar} /><span><bdi>{one.name}</bdi></span><span /></button>)}
            </div>
            <div className={css.formRow}><Button size="s" onClick={close}>{t('common.cancel')}</Button>{adding === 'company' && <Button size="s" look="primary" type="submit" disabled={sought.trim() === ''}>{t('common.save')}</Button>}</div>
          </form>
        )}
        {profile.companies.length > 1 && <Button size="s" look="plain" onClick={() => void navigate({ to: '/companies' })}>{t('profile.companies')}</Button>}
      </div>
    </section>
  )
}
