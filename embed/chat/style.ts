/** How the chat looks: its own world inside the page, in light and in dark. */

const light = '--ground:#ffffff;--raised:#f4f2ee;--ink:#1d1c1a;--soft:#5c5953;--line:#8a857c;--bad:#a3241b'
const dark = '--ground:#1b1b1d;--raised:#2b2b2e;--ink:#f2f0ec;--soft:#b5b1a9;--line:#7d7a74;--bad:#ff9a90'

export const css = `
:host{all:initial;${light};--fill:var(--fill-light);--on:var(--on-light);color-scheme:light;font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:var(--ink)}
:host([data-theme=dark]){${dark};--fill:var(--fill-dark);--on:var(--on-dark);color-scheme:dark}
@media (prefers-color-scheme:dark){:host([data-theme=system]){${dark};--fill:var(--fill-dark);--on:var(--on-dark);color-scheme:dark}}
*{box-sizing:border-box;font:inherit;color:inherit}
[hidden]{display:none!important}
button{cursor:pointer;border:0;background:none;padding:0;border-radius:8px}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px;box-shadow:0 0 0 2px var(--ground)}
.launch{position:fixed;bottom:20px;inset-inline-end:20px;z-index:2147483000;width:56px;height:56px;border-radius:50%;background:var(--fill);color:var(--on);border:2px solid var(--ground);box-shadow:0 4px 16px #0004;display:grid;place-items:center}
.left .launch,.left .panel{inset-inline-end:auto;inset-inline-start:20px}
.launch svg{width:26px;height:26px;fill:currentColor}
.badge{position:absolute;top:-6px;right:-6px;min-width:22px;height:22px;padding:0 6px;border-radius:11px;background:#a3241b;color:#fff;font-size:13px;font-weight:600;line-height:22px;text-align:center}
.panel{position:fixed;bottom:88px;inset-inline-end:20px;z-index:2147483000;width:min(380px,calc(100vw - 40px));height:min(600px,calc(100dvh - 112px));background:var(--ground);border:1px solid var(--line);border-radius:14px;box-shadow:0 12px 40px #0005;display:flex;flex-direction:column;overflow:hidden}
header{display:flex;align-items:center;gap:8px;padding:12px 14px;border-bottom:1px solid var(--line)}
header h2{margin:0;flex:1;font-size:16px;font-weight:600;overflow-wrap:anywhere}
.icon{width:36px;height:36px;display:grid;place-items:center;flex:none}
.icon svg{width:20px;height:20px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.note{margin:0;padding:8px 14px;background:var(--raised);font-size:13px}
.log{flex:1;overflow-y:auto;padding:14px;display:flex;flex-direction:column;gap:10px;overscroll-behavior:contain}
.log ol{list-style:none;margin:0;padding:0;display:flex;flex-direction:column;gap:10px}
.more{align-self:center;padding:4px 10px;color:var(--soft);text-decoration:underline;font-size:13px}
li{max-width:85%;align-self:flex-start}
li.mine{align-self:flex-end;text-align:end}
.who{display:flex;gap:6px;align-items:center;font-size:12px;color:var(--soft);margin-bottom:2px}
.who img{width:20px;height:20px;border-radius:50%;object-fit:cover}
.words{display:inline-block;text-align:start;padding:8px 12px;border-radius:12px;background:var(--raised);white-space:pre-wrap;overflow-wrap:anywhere}
.mine .words{background:var(--fill);color:var(--on)}
.words.gone{background:none;border:1px dashed var(--line);color:var(--soft);font-style:italic}
.words a{color:inherit;text-decoration:underline}
.file{display:block;margin-top:4px;text-align:start}
.file img{display:block;max-width:100%;max-height:220px;border-radius:8px}
.file.name{padding:6px 10px;border:1px solid var(--line);border-radius:8px;overflow-wrap:anywhere;display:inline-block;color:var(--ink)}
.when{font-size:12px;color:var(--soft);margin-top:2px}
.bad{color:var(--bad)}
.when button{text-decoration:underline;margin-inline-start:8px;min-height:24px}
.typing{min-height:20px;padding:0 14px 4px;font-size:13px;color:var(--soft)}
form{border-top:1px solid var(--line);padding:10px;display:flex;flex-direction:column;gap:8px}
.row{display:flex;gap:6px;align-items:flex-end}
textarea,input[type=text],input[type=email]{width:100%;border:1px solid var(--line);border-radius:10px;padding:9px 11px;background:var(--ground);color:var(--ink);font-size:16px}
textarea{resize:none;max-height:140px;min-height:42px}
::placeholder{color:var(--soft);opacity:1}
.go{background:var(--fill);color:var(--on);min-height:42px;padding:0 14px;border-radius:10px;display:grid;place-items:center;font-weight:600}
.go[aria-disabled=true]{background:var(--raised);color:var(--soft)}
.go svg{width:20px;height:20px;fill:currentColor}
.chips{display:flex;flex-wrap:wrap;gap:6px;margin:0;padding:0;list-style:none}
.chips li{max-width:100%;display:flex;align-items:center;gap:4px;background:var(--raised);border-radius:8px;padding:2px 4px 2px 10px;font-size:13px;align-self:auto;overflow-wrap:anywhere}
.chips .icon{width:28px;height:28px}
label{display:block;font-size:13px;color:var(--soft)}
.fault{margin:2px 0 0;font-size:13px;color:var(--bad)}
.hide{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (max-width:480px){.panel{inset:0!important;width:100vw;height:100dvh;border:0;border-radius:0}.is-open .launch{display:none}}
@media (prefers-reduced-motion:no-preference){.panel{animation:rise .16s ease-out}@keyframes rise{from{opacity:0;transform:translateY(8px)}}}
@media print{.launch,.panel{display:none}}
@media (forced-colors:active){.launch,.go,.words{border:1px solid ButtonText}}
`
