/** First step: the brand and its competitors become topics, each with a query that is shown and can be changed. */
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useState } from 'react'
import { api } from '../../api/client.ts'
import { ApiFault } from '../../api/fault.ts'
import { queryClient, queryKey } from '../../api/queries.ts'
import { Button, IconButton } from '../../components/button.tsx'
import { faultWords, Notice } from '../../components/states.tsx'
import { TextField } from '../../components/text-field.tsx'
import { toast } from '../../components/toast.tsx'
import { useKept } from '../../hooks/kept.ts'
import { useWords } from '../../words/words.tsx'
import css from './first-steps-card.module.css'
import { suggestedQuery } from './suggested-query.ts'

interface Brand {
  readonly name: string
  /** `null` while the suggestion holds. */
  readonly query: string | null
}

const empty: Brand = { name: '', query: null }
const mostCompetitors = 8

function readBrands(kept: unknown): readonly Brand[] | undefined {
  if (!Array.isArray(kept) || kept.length === 0) return undefined
  return kept.map((each: Partial<Brand>) => ({ name: each.name ?? '', query: typeof each.query === 'string' ? each.query : null }))
}

/** How many of the last posts a query would have matched, asked when typing rests. */
function useWould(query: string) {
  const rested = useDeferredValue(query.trim())
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(rested), 450)
    return () => clearTimeout(timer)
  }, [rested])
  return useQuery({
    queryKey: ['would', asked],
    queryFn: ({ signal }) => api('post', '/topics/preview', { body: { query: asked, limit: 1 } }, { signal }),
    enabled: asked !== '' && asked === query.trim(),
    retry: false,
    staleTime: 60_000,
  })
}

interface BrandRowProps {
  readonly brand: Brand
  readonly label: string
  readonly placeholder?: string
  readonly onBrand: (brand: Brand) => void
  readonly onRemove?: (() => void) | undefined
}

function BrandRow({ brand, label, placeholder, onBrand, onRemove }: BrandRowProps) {
  const { t, number, said } = useWords()
  const query = brand.query ?? suggestedQuery(brand.name)
  const would = useWould(query)
  const syntax = would.error instanceof ApiFault && would.error.status === 422 ? said(would.error.message) : null
  const words = would.data === undefined || would.data.scanned === 0 ? null : `${t('today.queryWould', { n: would.data.matched, scanned: number(would.data.scanned) })}${would.data.perDay === null ? '' : ` ${t('today.queryPerDay', { n: Math.round(would.data.perDay) })}`}`
  return (
    <div className={css.brand}>
      <TextField label={label} value={brand.name} placeholder={placeholder} maxLength={120} autoComplete="off" onChange={(event) => onBrand({ ...brand, name: event.target.value })} />
      <TextField label={t('today.query')} hint={words ?? (query === '' ? undefined : t('today.queryHint'))} error={syntax} value={query} disabled={brand.name.trim() === ''} spellCheck={false} autoComplete="off" onChange={(event) => onBrand({ ...brand, query: event.target.value })} />
      {onRemove !== undefined && <span className={css.remove}><IconButton icon="close" label={t('today.removeCompetitor')} onClick={onRemove} /></span>}
    </div>
  )
}

export function BrandStep() {
  const words = useWords()
  const { t } = words
  const [brands, setBrands] = useKept<readonly Brand[]>('drafts', 'draft.brands', [empty, empty, empty], readBrands)
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const set = (index: number, brand: Brand): void => setBrands(brands.map((each, at) => (at === index ? brand : each)))
  const create = async (): Promise<void> => {
    setFault(null)
    if (brands[0]?.name.trim() === '') return setFault(t('today.brandNeeded'))
    const wanted = brands.map((brand, index) => ({ name: brand.name.trim(), role: index === 0 ? ('own' as const) : ('competitor' as const), query: (brand.query ?? suggestedQuery(brand.name)).trim() })).filter((each) => each.name !== '')
    setBusy(true)
    try {
      // Everything is tried before anything is made, so that a wrong query leaves the form open and whole.
      for (const { name, query } of wanted) {
        if (query === '') throw new ApiFault({ status: 422, code: 'page.query', message: `${name}: ${t('today.queryNeeded')}` })
        await api('post', '/topics/preview', { body: { query, limit: 1 } })
      }
      for (const topic of wanted) await api('post', '/topics', { body: { ...topic, applyToHistory: true } })
      setBrands([empty, empty, empty])
      toast(t('today.topicsMade', { n: wanted.length }))
    } catch (thrown) {
      setFault(faultWords(thrown, words))
      // With the own brand made this form is gone, and the sentence with it.
      if (!(thrown instanceof ApiFault) || thrown.status !== 422) toast(faultWords(thrown, words), { tone: 'negative' })
    } finally {
      setBusy(false)
      await queryClient.invalidateQueries({ queryKey: queryKey('/topics') })
    }
  }
  return (
    <form className={css.form} onSubmit={(event) => { event.preventDefault(); void create() }}>
      {brands.map((brand, index) => (
        <BrandRow
          // oxlint-disable-next-line react/no-array-index-key -- rows have no other name than their place
          key={index}
          brand={brand}
          label={index === 0 ? t('today.brand') : t('today.competitorNumber', { n: index })}
          {...(index === 0 ? { placeholder: t('today.brandExample') } : {})}
          onBrand={(changed) => set(index, changed)}
          onRemove={index > 1 ? () => setBrands(brands.filter((_, at) => at !== index)) : undefined}
        />
      ))}
      {fault !== null && <Notice tone="negative">{fault}</Notice>}
      <div className={css.actions}>
        {brands.length <= mostCompetitors ? <Button look="plain" icon="plus" onClick={() => setBrands([...brands, empty])}>{t('today.addCompetitor')}</Button> : <span />}
        <Button look="primary" type="submit" busy={busy}>{t('today.createTopics')}</Button>
      </div>
    </form>
  )
}
