namespace SemCom.Runtime.Onnx;

/// <summary>A status that ONNX Runtime returned, before it is told in the words of what was attempted.</summary>
internal sealed class OrtException(string message) : Exception(message)
{
    /// <summary>The status' first line, without the folders and line numbers of ONNX Runtime's sources.</summary>
    public string Reason
    {
        get
        {
            var line = Message.AsSpan().Trim();
            var end = line.IndexOfAny('\r', '\n');
            if (end >= 0)
                line = line[..end];
            var source = line.IndexOf(".cc:", StringComparison.Ordinal);
            if (source >= 0 && line.StartsWith('/') && line[source..].IndexOf(' ') is > 0 and var space)
                line = line[(source + space + 1)..];
            return line.ToString();
        }
    }
}
