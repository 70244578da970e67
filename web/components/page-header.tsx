/** The head of a scene: its name, the choices that hold for all of it, its acts. */
import { type ReactNode, useEffect } from 'react'
import css from './page-header.module.css'

interface PageHeaderProps {
  readonly title: string
  /** Beside the title: the main choice of the scene. */
  readonly children?: ReactNode
  /** At the far end; the primary one last. */
  readonly actions?: ReactNode
  /** Under the title: one sentence, or tabs. */
  readonly below?: ReactNode
}

/** Also names the browser's tab. */
export function PageHeader({ title, children, actions, below }: PageHeaderProps) {
  useEffect(() => { document.title = `${title} · Rapport` }, [title])
  return (
    <header className={css.header}>
      <div className={css.row}>
        <h1 className={css.title} tabIndex={-1}>{title}</h1>
        {children !== undefined && <div className={css.choices}>{children}</div>}
        {actions !== undefined && <div className={css.actions}>{actions}</div>}
      </div>
      {below}
    </header>
  )
}

/** A stretch of a scene with its heading. */
export function Section({ title, about, actions, children }: { readonly title: ReactNode; readonly about?: ReactNode; readonly actions?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className={css.section}>
      <div className={css.sectionHead}>
        <div>
          <h2 className={css.sectionTitle}>{title}</h2>
          {about !== undefined && <p className={css.about}>{about}</p>}
        </div>
        {actions !== undefined && <div className={css.actions}>{actions}</div>}
      </div>
      {children}
    </section>
  )
}

/** A sheet of paper on the page: hairline, no shadow. */
export function Card({ title, about, actions, children, flush = false }: { readonly title?: ReactNode; readonly about?: ReactNode; readonly actions?: ReactNode; readonly children: ReactNode; /** Content reaches the edges. */ readonly flush?: boolean }) {
  return (
    <section className={css.card}>
      {(title !== undefined || actions !== undefined) && (
        <div className={css.cardHead}>
          <h2 className={css.cardTitle}>{title}{about !== undefined && <span className={css.cardAbout}>{about}</span>}</h2>
          {actions !== undefined && <div className={css.actions}>{actions}</div>}
        </div>
      )}
      <div className={flush ? css.flush : css.cardBody}>{children}</div>
    </section>
  )
}
