import type { ReactNode } from 'react'

export function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="quote__fact">
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
