using System.Text.RegularExpressions;

namespace SemCom.Runtime.Onnx;

/// <summary>A status that ONNX Runtime returned, before it is told in the words of what was attempted.</summary>
internal sealed partial class OrtException(string message) : Exception(message)
{
    /// <summary>The status in one line, without the file names and line numbers of ONNX Runtime's sources.</summary>
    public string Reason => SourceLine().Replace(Message.Trim().Split('\n')[0].TrimEnd(), "");

    /// <summary>For example <c>/onnxruntime_src/onnxruntime/core/framework/op_kernel.cc:83 </c>.</summary>
    [GeneratedRegex(@"/\S+\.(cc|h):[0-9]+ ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SourceLine();
}
