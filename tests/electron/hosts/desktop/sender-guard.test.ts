import type { WebContents } from 'electron'
import { describe, expect, it } from 'vitest'
import { createSenderGuard } from '../../../../electron/hosts/desktop/sender-guard.ts'
import { createFakeFrame, FakeWebContents, type FakeFrame } from '../../../support/fake-electron-window.ts'

type Event = Parameters<ReturnType<typeof createSenderGuard>>[0]

const own = new FakeWebContents()
const ownFrame = own.mainFrame

function isTrusted(frame: FakeFrame | null, sender = own, current: FakeWebContents | null = own): boolean {
  const guard = createSenderGuard(() => current as unknown as WebContents | null) // The fake has what the guard asks.
  return guard({ sender, senderFrame: frame } as unknown as Event)
}

describe('a call from the page', () => {
  it('is admitted from the main frame of our window while it shows our page', () => {
    expect(isTrusted(ownFrame)).toBe(true)
    expect(isTrusted(createFakeFrame({ url: 'lightbench://app/#batches' }))).toBe(true)
  })

  it.each([
    ['of another scheme', { origin: 'https://app', url: 'https://app/' }],
    ['of another host', { origin: 'lightbench://other', url: 'lightbench://other/' }],
    ['whose host only begins like ours', { origin: 'lightbench://app.evil', url: 'lightbench://app.evil/' }],
    ['with a port', { origin: 'lightbench://app:1', url: 'lightbench://app:1/' }],
    ['with a user name', { origin: 'lightbench://app@evil', url: 'lightbench://app@evil/' }],
    ['whose origin is ours and whose address is not', { url: 'about:blank' }],
    ['whose address is ours and whose origin is not', { origin: 'null' }],
    ['of a file', { origin: 'file://', url: 'file:///page.html' }],
    ['of the picture scheme', { origin: 'lightbench-picture://picture', url: 'lightbench-picture://picture/x' }],
    ['without an address', { url: '' }],
    ['that is a child frame', { parent: createFakeFrame() }],
    ['that is not the main frame of this window', { frameToken: 'other' }],
    ['of another process', { processId: 8 }],
    ['that was destroyed', { isGone: true }],
    ['that was detached', { detached: true }],
  ] satisfies [string, Partial<FakeFrame>][])('is refused from a frame %s', (_what, frame) => {
    expect(isTrusted(createFakeFrame(frame))).toBe(false)
  })

  it('is refused from a frame that is missing', () => {
    expect(isTrusted(null)).toBe(false)
  })

  it('is refused from another window, even one that shows our page', () => {
    expect(isTrusted(ownFrame, new FakeWebContents())).toBe(false)
  })

  it('is refused while there is no window of ours', () => {
    expect(isTrusted(ownFrame, own, null)).toBe(false)
  })

  it('is refused once our window is destroyed', () => {
    const gone = new FakeWebContents()
    gone.isGone = true
    expect(isTrusted(gone.mainFrame, gone, gone)).toBe(false)
  })
})
