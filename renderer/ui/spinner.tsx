import { classNames } from './class-names.ts'
import './spinner.css'

/** Something is on its way. The label is read aloud; where it has no end in sight, say beside it how far it is. */
export function Spinner({ label }: { readonly label: string }) {
  return (
    <span className="spinner" role="status">
      <SpinningRing />
      <span className="visually-hidden">{label}</span>
    </span>
  )
}

/** The ring alone, for what says by itself that it is busy. */
export function SpinningRing({ className }: { readonly className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      className={classNames('spinner__turn', className)}
    >
      <circle cx="8" cy="8" r="6" className="spinner__ring" />
      <path d="M8 2a6 6 0 0 1 6 6" className="spinner__arc" />
    </svg>
  )
}
