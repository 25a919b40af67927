namespace SemCom.Runtime.Media.Png;

/// <summary>The wording of everything that is wrong inside a PNG file.</summary>
internal static class PngError
{
    public static SemComException Damaged(string name, string what, Exception? cause = null)
    {
        var message = $"{name}: damaged PNG, {what}; use an intact copy of the file";
        return cause is null ? new SemComException(message) : new SemComException(message, cause);
    }

    public static SemComException Truncated(string name) => Damaged(name, "the file ends too early");
}
