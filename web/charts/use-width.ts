/** The width that a picture has, followed as its box changes. */
import { useLayoutEffect, useRef, useState, type RefObject } from 'react'

/** Zero until it is measured: draw nothing yet. */
export function useWidth<E extends HTMLElement>(): [RefObject<E | null>, number] {
  const ref = useRef<E>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const box = ref.current
    if (!box) return
    setWidth(Math.floor(box.getBoundingClientRect().width))
    const observer = new ResizeObserver(([entry]) => { if (entry) setWidth(Math.floor(entry.contentRect.width)) })
    observer.observe(box)
    return () => observer.disconnect()
  }, [])
  return [ref, width]
}
