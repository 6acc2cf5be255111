const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Whether a link stays on this machine. Practice mode follows no other. */
export function isLoopback(url: URL): boolean {
  return /^https?:$/.test(url.protocol) && loopbackHosts.has(url.hostname)
}
