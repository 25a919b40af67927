namespace SemCom.Evaluation.Plugins;

/// <summary>A folder for the files of one run of a program, gone afterwards: a decoder never sees what its encoder left.</summary>
internal sealed class ScratchFolder : IDisposable
{
    /// <summary>The folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("semcom-plugin-").FullName;

    /// <summary>The path of a file in it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A program that was ended may still hold a file; the system's clean-up takes it.
        }
    }
}
