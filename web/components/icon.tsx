/** Our own icons: 16 px grid, lines of 1.4 px, the colour of the text around them. */
import type { ReactNode } from 'react'

const shapes = {
  today: <><circle cx="8" cy="8" r="2.6" /><path d="M8 1.8v1.6M8 12.6v1.6M1.8 8h1.6M12.6 8h1.6M3.6 3.6l1.1 1.1M11.3 11.3l1.1 1.1M3.6 12.4l1.1-1.1M11.3 4.7l1.1-1.1" /></>,
  listen: <path d="M1.5 8.5c1.2 0 1.2-4 2.6-4s1.4 7 2.8 7 1.4-9 2.8-9 1.4 7.5 2.6 7.5 1-1.5 2.2-1.5" />,
  people: <><circle cx="6" cy="5.4" r="2.4" /><path d="M1.8 13.2c.3-2.5 1.9-4 4.2-4s3.9 1.5 4.2 4M10.5 3.3a2.3 2.3 0 0 1 0 4.3M11.7 9.5c1.5.5 2.3 1.8 2.5 3.7" /></>,
  person: <><circle cx="8" cy="5.2" r="2.6" /><path d="M3 13.6c.3-2.8 2.2-4.4 5-4.4s4.7 1.6 5 4.4" /></>,
  settings: <><circle cx="8" cy="8" r="2" /><path d="M8 1.9v1.7M8 12.4v1.7M1.9 8h1.7M12.4 8h1.7M3.7 3.7l1.2 1.2M11.1 11.1l1.2 1.2M3.7 12.3l1.2-1.2M11.1 4.9l1.2-1.2" /><circle cx="8" cy="8" r="4.4" /></>,
  search: <><circle cx="7" cy="7" r="4.3" /><path d="m10.3 10.3 3.5 3.5" /></>,
  plus: <path d="M8 3v10M3 8h10" />,
  check: <path d="m3 8.5 3.3 3.2L13 4.7" />,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  down: <path d="m4 6.2 4 4 4-4" />,
  up: <path d="m4 9.8 4-4 4 4" />,
  right: <path d="m6.2 4 4 4-4 4" />,
  left: <path d="m9.8 4-4 4 4 4" />,
  back: <path d="M13 8H3.2M7 4 3 8l4 4" />,
  external: <path d="M6.5 3.5H3.2v9.3h9.3V9.5M9.2 2.8h4v4M13 3 7.6 8.4" />,
  pause: <path d="M5.5 3.5v9M10.5 3.5v9" />,
  play: <path d="M5 3.3v9.4L12.5 8z" />,
  remove: <path d="M3 4.5h10M6.3 4.3V2.8h3.4v1.5M4.3 4.7l.6 8.5h6.2l.6-8.5M6.7 7v3.7M9.3 7v3.7" />,
  edit: <path d="m3 13 .7-3 6.7-6.7 2.3 2.3L6 12.3zM9.2 4.5l2.3 2.3" />,
  copy: <><rect x="5.3" y="5.3" width="8" height="8" rx="1.5" /><path d="M10.6 5.2V4a1.3 1.3 0 0 0-1.3-1.3H4A1.3 1.3 0 0 0 2.7 4v5.3A1.3 1.3 0 0 0 4 10.6h1.2" /></>,
  retry: <path d="M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3" />,
  undo: <path d="M6 3 2.8 6.2 6 9.4M3 6.2h6.3a3.7 3.7 0 0 1 0 7.4H6" />,
  download: <path d="M8 2.5v7.7M4.8 7.2 8 10.3l3.2-3.1M3 13.3h10" />,
  upload: <path d="M8 10.5V2.8M4.8 5.8 8 2.7l3.2 3.1M3 13.3h10" />,
  filter: <path d="M2.5 4h11M4.7 8h6.6M6.7 12h2.6" />,
  calendar: <><rect x="2.5" y="3.5" width="11" height="10" rx="1.5" /><path d="M2.7 6.7h10.6M5.5 2v2.5M10.5 2v2.5" /></>,
  bell: <path d="M4 11.5V7.3a4 4 0 0 1 8 0v4.2l1.3 0H2.7zM6.7 13.7h2.6" />,
  shield: <path d="M8 2 3.3 3.8v3.7c0 3 1.9 5.3 4.7 6.5 2.8-1.2 4.7-3.5 4.7-6.5V3.8z" />,
  key: <><circle cx="5.3" cy="10.7" r="2.6" /><path d="m7.2 8.8 6-6M10.7 5.3l2 2M9 7l1.3 1.3" /></>,
  source: <><circle cx="8" cy="8" r="1.3" /><path d="M5.2 10.8a4 4 0 0 1 0-5.6M10.8 5.2a4 4 0 0 1 0 5.6M3.1 12.9a7 7 0 0 1 0-9.8M12.9 3.1a7 7 0 0 1 0 9.8" /></>,
  file: <path d="M4 2.3h5.3L12.5 5.5v8.2H4zM9 2.5v3.3h3.3" />,
  link: <path d="M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2-2a2.6 2.6 0 0 0-3.7-3.7l-.8.8M9.2 6.8a2.6 2.6 0 0 0-3.7 0l-2 2a2.6 2.6 0 0 0 3.7 3.7l.8-.8" />,
  globe: <><circle cx="8" cy="8" r="5.7" /><path d="M2.3 8h11.4M8 2.3c3.6 3.4 3.6 8 0 11.4-3.6-3.4-3.6-8 0-11.4" /></>,
  moon: <path d="M13 9.7A5.5 5.5 0 0 1 6.3 3 5.5 5.5 0 1 0 13 9.7z" />,
  sun: <><circle cx="8" cy="8" r="2.8" /><path d="M8 1.8v1.4M8 12.8v1.4M1.8 8h1.4M12.8 8h1.4M3.6 3.6l1 1M11.4 11.4l1 1M3.6 12.4l1-1M11.4 4.6l1-1" /></>,
  screen: <><rect x="2" y="3" width="12" height="8" rx="1.3" /><path d="M5.5 13.5h5" /></>,
  keyboard: <><rect x="1.5" y="4" width="13" height="8.5" rx="1.5" /><path d="M4 6.7h.1M6.7 6.7h.1M9.3 6.7h.1M12 6.7h.1M5 9.8h6" /></>,
  more: <path d="M3.5 8h.1M8 8h.1M12.4 8h.1" strokeWidth="2.2" />,
  warning: <path d="M8 2.5 1.9 13.2h12.2zM8 6.5v3.2M8 11.5v.1" />,
  info: <><circle cx="8" cy="8" r="5.7" /><path d="M8 7.3v3.7M8 5v.1" /></>,
  lock: <><rect x="3.3" y="7" width="9.4" height="6.5" rx="1.3" /><path d="M5.3 6.8V5a2.7 2.7 0 0 1 5.4 0v1.8" /></>,
  clock: <><circle cx="8" cy="8" r="5.7" /><path d="M8 4.7V8l2.3 1.5" /></>,
  leave: <path d="M9.5 3H3.3v10h6.2M6.5 8h7M10.7 5.2 13.5 8l-2.8 2.8" />,
  eye: <><path d="M1.7 8C3.2 5.2 5.3 3.8 8 3.8S12.8 5.2 14.3 8c-1.5 2.8-3.6 4.2-6.3 4.2S3.2 10.8 1.7 8z" /><circle cx="8" cy="8" r="1.9" /></>,
  chart: <path d="M2.5 13.5h11M4 11V7.5M8 11V3M12 11V5.7" />,
  table: <path d="M2.5 3.5h11v9h-11zM2.5 6.5h11M6.2 6.5v6" />,
  picture: <><rect x="2.3" y="3" width="11.4" height="10" rx="1.3" /><circle cx="5.7" cy="6.3" r="1" /><path d="m2.7 11.5 3.2-2.8 2.3 1.8 2.5-2.5 2.7 2.5" /></>,
  reply: <path d="M6.2 3.3 2.5 7l3.7 3.7M2.8 7h6.4c2.5 0 4 1.6 4 4.2v1.5" />,
  repost: <path d="M3.5 9V6.5a2 2 0 0 1 2-2h6.7M10 2.2l2.3 2.3L10 6.8M12.5 7v2.5a2 2 0 0 1-2 2H3.8M6 13.8 3.7 11.5 6 9.2" />,
  heart: <path d="M8 13.2 3.3 8.5a2.9 2.9 0 0 1 0-4.1 2.9 2.9 0 0 1 4.1 0l.6.6.6-.6a2.9 2.9 0 0 1 4.1 4.1z" />,
  quote: <path d="M6.5 4.5c-2 .8-3 2.3-3 4.5v2.5h3.2V8.3H4.8M12.5 4.5c-2 .8-3 2.3-3 4.5v2.5h3.2V8.3h-1.9" />,
  columns: <path d="M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10" />,
  sort: <path d="M5 3v10M2.8 10.8 5 13l2.2-2.2M11 13V3M8.8 5.2 11 3l2.2 2.2" />,
  mail: <path d="M2.3 4h11.4v8.3H2.3zM2.5 4.5 8 8.8l5.5-4.3" />,
  pin: <><path d="M8 14c3-3.3 4.5-5.7 4.5-7.5a4.5 4.5 0 0 0-9 0C3.5 8.3 5 10.7 8 14z" /><circle cx="8" cy="6.5" r="1.5" /></>,
  inbox: <path d="M2.3 9.2 4.2 3.5h7.6l1.9 5.7v3.5H2.3zM2.4 9.2h3.2l.9 1.7h3l.9-1.7h3.2" />,
  note: <path d="M3 2.8h10v7.1L9.7 13.2H3zM9.7 13v-3.2h3.2" />,
  send: <path d="M13.6 2.4 2.3 6.8l4.6 2.3 2.3 4.6zM6.9 9.1l6.5-6.5" />,
  attach: <path d="m12.8 7.6-5 5a3 3 0 0 1-4.3-4.3l5.3-5.3a2 2 0 0 1 2.9 2.9L6.5 11a1 1 0 0 1-1.4-1.4l4.7-4.6" />,
  tag: <><path d="M2.5 2.5h5l6 6-5 5-6-6z" /><path d="M5.3 5.3h.1" strokeWidth="2" /></>,
  flag: <path d="M3.7 14V2.7h7.8L10 5.7l1.5 3H3.7" />,
  team: <><circle cx="8" cy="5" r="2" /><circle cx="3.3" cy="6.6" r="1.5" /><circle cx="12.7" cy="6.6" r="1.5" /><path d="M4.8 12.7c.2-2.1 1.4-3.3 3.2-3.3s3 1.2 3.2 3.3M1.2 11.6c.1-1.4.9-2.3 2.2-2.4M14.8 11.6c-.1-1.4-.9-2.3-2.2-2.4" /></>,
  join: <path d="M3 3.2c0 4 5 2.8 5 6.8v3.3M13 3.2c0 4-5 2.8-5 6.8M5.8 11.2 8 13.4l2.2-2.2" />,
  split: <path d="M8 13.2V9.6C8 5.6 3.2 6.8 3.2 3M8 9.6c0-4 4.8-2.8 4.8-6.6M1.4 4.8l1.8-2 1.8 2M11 4.8l1.8-2 1.8 2" />,
  bolt: <path d="M8.8 1.8 3.5 9h4l-.8 5.2L12.5 7h-4z" />,
  translate: <path d="M2.3 4h6.5M5.5 2.5V4M7.6 4c-.5 2.7-2.4 4.7-5 5.7M4 6.2c.7 1.6 2 2.8 3.7 3.4M8.2 13.5l2.9-7 2.9 7M9.2 11.3h3.8" />,
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof shapes

/** Decorative: what it stands beside, or the label of its button, says what it means. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false" style={{ flex: 'none' }}>
      {shapes[name]}
    </svg>
  )
}

/** Two circles that overlap: the company and a person. */
export function BrandMark({ size = 24 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size * 0.75} viewBox="0 0 32 24" fill="none" stroke="var(--accent)" strokeWidth="2.6" aria-hidden="true" focusable="false">
      <path d="M16 5.3a9.5 9.5 0 0 1 0 13.4 9.5 9.5 0 0 1 0-13.4z" fill="var(--accent-soft)" stroke="none" />
      <circle cx="11.5" cy="12" r="8.6" />
      <circle cx="20.5" cy="12" r="8.6" />
    </svg>
  )
}
