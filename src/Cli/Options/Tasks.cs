namespace SemCom.Cli;

/// <summary>The tasks that received pictures can be used for.</summary>
internal static class Tasks
{
    private const string Classify = "classify";

    /// <summary>What has to be measured for a task.</summary>
    /// <exception cref="SemComException">There is no such task.</exception>
    public static PictureMetrics Parse(string option, string text) =>
        string.Equals(text, Classify, StringComparison.OrdinalIgnoreCase) ? PictureMetrics.Class
            : throw new SemComException($"{option} must be {Classify} (was '{text}'); write {option} {Classify}");
}
