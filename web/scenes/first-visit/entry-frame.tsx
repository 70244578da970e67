/** The sheet on which those who are not signed in meet Rapport. */
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { apiQuery } from '../../api/queries.ts'
import { BrandMark } from '../../components/icon.tsx'
import { Segments } from '../../components/tabs.tsx'
import { useWords } from '../../words/words.tsx'
import css from './entry-frame.module.css'

export function EntryFrame({ title, about, children }: { readonly title: string; readonly about?: ReactNode; readonly children?: ReactNode }) {
  const { t, language, setLanguage } = useWords()
  const { data: installation } = useQuery({ ...apiQuery('/installation'), staleTime: 60_000 })
  useEffect(() => { document.title = `${title} · Rapport` }, [title])
  return (
    <div className={css.page}>
      <main className={css.sheet}>
        <div className={css.brand}><BrandMark size={30} /><span className={css.name}>Rapport</span>{installation?.company && <span className={css.company}>{installation.company}</span>}</div>
        <h1 className={css.title}>{title}</h1>
        {about !== undefined && <div className={css.about}>{about}</div>}
        {children}
      </main>
      <footer className={css.foot}>
        <p className={css.promise}>{t('entry.promise')}</p>
        <Segments label={`${t('shell.languageEnglish')} / ${t('shell.languageDutch')}`} value={language} onValue={(chosen) => void setLanguage(chosen)} options={[{ value: 'en', label: t('shell.languageEnglish') }, { value: 'nl', label: t('shell.languageDutch') }]} />
      </footer>
    </div>
  )
}
