namespace SemCom.Evaluation;

/// <summary>The look of a report, in light and dark.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root{color-scheme:light dark;--paper:#fff;--ink:#1d2126;--soft:#5c6670;--rule:#d9dee3;--panel:#f6f8f9}
        @media(prefers-color-scheme:dark){:root{--paper:#15181c;--ink:#e4e7ea;--soft:#9aa4ae;--rule:#343b43;--panel:#1d2227}}
        *{box-sizing:border-box}
        body{margin:0 auto;padding:2rem 1.25rem 4rem;max-width:70rem;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
        h1{font-size:1.7rem;line-height:1.2;margin:0 0 .4rem}
        h2{font-size:1.15rem;margin:2.4rem 0 .8rem}
        p{margin:.4rem 0;max-width:46rem}
        .soft,figcaption span,small{color:var(--soft)}
        .facts{display:flex;flex-wrap:wrap;gap:.4rem 2rem;margin:1rem 0 0;padding:0}
        .facts div{display:flex;flex-direction:column}
        .facts dt{color:var(--soft);font-size:.8rem}
        .facts dd{margin:0;font-weight:600}
        .pictures{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:1.2rem 1rem}
        .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(26rem,100%),1fr));gap:1rem}
        .charts svg{width:100%;max-width:40rem;height:auto;background:var(--panel);border-radius:6px;padding:.4rem}
        figure{margin:0}
        figure img{display:block;width:100%;height:auto;border-radius:4px;background:var(--panel)}
        figcaption{font-size:.9rem;margin-top:.35rem}
        figcaption span{display:block;font-variant-numeric:tabular-nums}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
        th,td{padding:.3rem .5rem;text-align:right;white-space:nowrap;border-bottom:1px solid var(--rule)}
        th{font-weight:600;color:var(--soft);vertical-align:bottom;white-space:normal}
        th:first-child,td:first-child,th.text,td.text{text-align:left}
        tbody tr.first td{border-top:2px solid var(--rule)}
        .ledger{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1rem;align-items:center;font-size:.9rem}
        .bar{display:flex;height:1.1rem;border-radius:3px;overflow:hidden;background:var(--panel)}
        .bar i{display:block;min-width:2px}
        .ledger small{grid-column:2;margin:-.1rem 0 .5rem;font-variant-numeric:tabular-nums}
        .key i{display:inline-block;width:.7em;height:.7em;border-radius:2px;margin:0 .35em 0 0}
        .key span{margin-right:1.2em;white-space:nowrap}
        pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--panel);border:1px solid var(--rule);border-radius:6px;padding:.8rem 1rem;font-size:.85rem}
        ul{padding-left:1.2rem}
        h3{font-size:1rem;margin:1.6rem 0 .5rem}
        h3 span,h4 span{color:var(--soft);font-weight:400;margin-left:.5em}
        h4{font-size:.9rem;margin:1rem 0 .4rem}
        .compare{position:relative;width:100%;background:var(--panel);border-radius:4px;overflow:hidden;touch-action:pan-y}
        .compare img{position:absolute;inset:0;width:100%;height:100%;display:block}
        .compare .left{z-index:1;clip-path:inset(0 calc(100% - var(--at)) 0 0)}
        .compare .off{visibility:hidden}
        .compare::after{content:"";position:absolute;z-index:2;top:0;bottom:0;left:calc(var(--at) - 1.5px);width:3px;background:#fff;box-shadow:0 0 0 1px #000;pointer-events:none}
        .compare:focus-within::after{left:calc(var(--at) - 2.5px);width:5px;box-shadow:0 0 0 2px #0072B2}
        .compare:focus-within{outline:2px solid #0072B2;outline-offset:2px}
        .compare input{position:absolute;z-index:4;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:ew-resize;touch-action:pan-y;appearance:none;-webkit-appearance:none}
        .compare input::-webkit-slider-thumb{-webkit-appearance:none;width:2px;height:100%}
        .compare input::-moz-range-thumb{width:2px;height:100%;border:0}
        .tag{position:absolute;z-index:3;left:.5rem;top:.5rem;padding:.05rem .45rem;border-radius:3px;background:#000b;color:#fff;font-size:.8rem;pointer-events:none}
        .tag.end{left:auto;right:.5rem}
        .pair{display:flex;flex-wrap:wrap;gap:.3rem 1rem;align-items:baseline;font-size:.9rem;max-width:none}
        .pair span{color:var(--soft);font-variant-numeric:tabular-nums}
        select{font:inherit;color:inherit;background:var(--panel);border:1px solid var(--rule);border-radius:4px;padding:.1rem .3rem}
        .crops{display:grid;grid-template-columns:repeat(auto-fill,minmax(8.5rem,1fr));gap:.8rem}
        .crops figure{max-width:12rem}
        .crops img{image-rendering:pixelated}
        .why,td.wrap{white-space:normal}
        td.wrap{min-width:14rem;overflow-wrap:anywhere}
        .why{color:var(--soft)}
        .bd small,td small{white-space:nowrap}
        .made{font-size:.85rem;overflow-wrap:anywhere}
        .made dt{font-weight:600;margin-top:.5rem}
        .made dd{margin:0;color:var(--soft)}
        summary{cursor:pointer}
        .measure{margin:0 0 1.2rem}
        .measure>summary{font-weight:600;margin:0 0 .6rem}
        @media(max-width:40rem){.ledger{grid-template-columns:1fr}.ledger small{grid-column:1}body{padding:1.2rem .8rem 3rem}}
        @media print{body{max-width:none;padding:0}.charts svg{background:none}}
        """;
}
