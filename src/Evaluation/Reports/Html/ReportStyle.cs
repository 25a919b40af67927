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
        th{font-weight:600;color:var(--soft);vertical-align:bottom}
        th:first-child,td:first-child,th.text,td.text{text-align:left}
        tbody tr.first td{border-top:2px solid var(--rule)}
        .ledger{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1rem;align-items:center;font-size:.9rem}
        .bar{display:flex;height:1.1rem;border-radius:3px;overflow:hidden;background:var(--panel)}
        .bar i{display:block;min-width:2px}
        .ledger small{grid-column:2;margin:-.1rem 0 .5rem;font-variant-numeric:tabular-nums}
        .key i{display:inline-block;width:.7em;height:.7em;border-radius:2px;margin:0 .35em 0 0}
        .key span{margin-right:1.2em;white-space:nowrap}
        pre{background:var(--panel);border:1px solid var(--rule);border-radius:6px;padding:.8rem 1rem;overflow-x:auto;font-size:.85rem}
        ul{padding-left:1.2rem}
        @media print{body{max-width:none;padding:0}.charts svg{background:none}}
        """;
}
