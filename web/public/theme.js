// Sets theme and language before the first paint, so that nothing flashes. A file of its own, so that the page needs no inline script.
;(function () {
  var root = document.documentElement
  var theme = null
  var language = null
  try {
    theme = localStorage.getItem('rapport.theme')
    language = localStorage.getItem('rapport.language')
  } catch (_) {}
  var dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.dataset.theme = dark ? 'dark' : 'light'
  if (dark) document.querySelector('meta[name=theme-color]').setAttribute('content', '#171614')
  if (language === 'nl' || (language !== 'en' && /^nl\b/i.test(navigator.language))) root.lang = 'nl'
})()
