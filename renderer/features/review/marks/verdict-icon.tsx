import { Flag, X } from 'lucide-react'
import type { Verdict } from '../../../../shared/domain/review.ts'

interface VerdictIconProps {
  readonly verdict: Verdict
  readonly size?: number
}

/** A raised flag, or a cross; never told apart by colour. */
export function VerdictIcon({ verdict, size = 12 }: VerdictIconProps) {
  return verdict === 'keep' ? (
    <Flag size={size} fill="currentColor" aria-hidden="true" />
  ) : (
    <X size={size} strokeWidth={3} aria-hidden="true" />
  )
}
