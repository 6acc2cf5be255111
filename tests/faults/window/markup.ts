/**
 * Words a stranger may put where people read them: names of files, EXIF, prompts, answers of a service. Each runs a
 * script as soon as a page takes it for markup. None holds a slash, so that files can be called so.
 */
export const markups: readonly string[] = [
  '<img src=x onerror=window.__ran=1>',
  '<svg onload=window.__ran=1>',
  '"><script>window.__ran=1<\u2215script>',
  '<details open ontoggle=window.__ran=1>',
  '<iframe srcdoc="<script>top.__ran=1<&#47;script>">',
  '<input autofocus onfocus=window.__ran=1>',
  '<video><source onerror=window.__ran=1>',
  '<a href=javascript:window.__ran=1>click',
  "' onmouseover=window.__ran=1 x='",
  '<math><mi xlink:href=javascript:window.__ran=1>',
  '<object data=javascript:window.__ran=1>',
  '<style>@import "javascript:window.__ran=1"',
  '<base href=javascript:window.__ran=1;>',
  '<meta http-equiv=refresh content=0;javascript:window.__ran=1>',
  '${window.__ran=1}{{constructor.constructor("window.__ran=1")()}}',
  '\u202e<body onpageshow=window.__ran=1>',
]
