using System.Globalization;
using System.Net;
using System.Text;

namespace SemCom.Evaluation;

/// <summary>SVG as it grows. Numbers are written the same way everywhere.</summary>
internal sealed class SvgText
{
    private readonly StringBuilder _text = new();

    /// <summary>Appends an element.</summary>
    public void Add(FormattableString element) => _text.Append(element.ToString(CultureInfo.InvariantCulture));

    /// <summary>Appends text at a place.</summary>
    /// <param name="x">Place.</param>
    /// <param name="y">Base line.</param>
    /// <param name="text">The text.</param>
    /// <param name="more">Further attributes.</param>
    public void Label(double x, double y, string text, string more = "") =>
        Add($"<text x=\"{x:0.#}\" y=\"{y:0.#}\"{(more.Length > 0 ? " " : "")}{more}>{WebUtility.HtmlEncode(text)}</text>");

    public override string ToString() => _text.ToString();
}
