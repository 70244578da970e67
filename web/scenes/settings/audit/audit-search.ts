/** Which part of the record is looked at, as the address says it. */
export interface AuditSearch {
  readonly actor?: string
  readonly deed?: string
  readonly subject?: string
  readonly outcome?: 'done' | 'refused' | 'failed'
  readonly kind?: 'acts' | 'reads'
}

/** Reads it from the address; what it does not know is left out. */
export function auditSearch(search: Readonly<Record<string, unknown>>): AuditSearch {
  const { actor, deed, subject, outcome, kind } = search
  const text = (value: unknown): value is string => typeof value === 'string' && value !== ''
  return {
    ...(text(actor) ? { actor } : {}),
    ...(text(deed) ? { deed } : {}),
    ...(text(subject) ? { subject } : {}),
    ...(outcome === 'done' || outcome === 'refused' || outcome === 'failed' ? { outcome } : {}),
    ...(kind === 'acts' || kind === 'reads' ? { kind } : {}),
  }
}
