import { useEffect, useState, type RefObject } from 'react'

/** Faster than this the eye follows no picture: about a window's height in a quarter of a second. */
const fastPxPerMs = 3.5
const settleMs = 110

/** Whether the list is flung past. One jump, as by the End key, is not flying: its target is wanted at once. */
export function useFlying(scroller: RefObject<HTMLElement | null>): boolean {
  const [isFlying, setFlying] = useState(false)

  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    let last = { top: element.scrollTop, at: 0 }
    let timer = 0
    const onScroll = (event: Event): void => {
      const passedMs = event.timeStamp - last.at
      const isFast = passedMs < 200 && Math.abs(element.scrollTop - last.top) / Math.max(passedMs, 1) > fastPxPerMs
      last = { top: element.scrollTop, at: event.timeStamp }
      setFlying(isFast)
      window.clearTimeout(timer)
      if (isFast) timer = window.setTimeout(() => setFlying(false), settleMs)
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      window.clearTimeout(timer)
      element.removeEventListener('scroll', onScroll)
    }
  }, [scroller])
  return isFlying
}
