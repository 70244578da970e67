// Sets theme and language before the first paint, so that nothing flashes. A file of its own, so that the page needs no inline script.
{
  const root = document.documentElement
  let theme = null
  let language = null
  try {
    theme = localStorage.getItem('rapport.theme')
    language = localStorage.getItem('rapport.language')
  } catch {
    // A browser that keeps nothing follows the system.
  }
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.dataset.theme = dark ? 'dark' : 'light'
  if (dark) document.querySelector('meta[name=theme-color]').setAttribute('content', '#171614')
  if (language === 'nl' || (language !== 'en' && /^nl\b/i.test(navigator.language))) root.lang = 'nl'
}
