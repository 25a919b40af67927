namespace SemCom.Runtime.Models;

/// <summary>
/// The models that come with SemCom: a folder with <c>manifest.json</c>, which names every file with its length and SHA-256.
/// A file is verified before it is used.
/// </summary>
public sealed class ModelCatalogue
{
    private const string Variable = "SEMCOM_MODELS";
    private const string FolderName = "models";
    private const string ManifestName = "manifest.json";

    private static readonly Lazy<ModelCatalogue> Found = new(
        () => Open(Locate(Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory, Directory.GetCurrentDirectory())),
        LazyThreadSafetyMode.PublicationOnly);

    private ModelCatalogue(string folder, ModelManifest manifest)
    {
        Folder = folder;
        Models = [.. manifest.Models.Select(row => new ModelEntry(folder, row))];
    }

    /// <summary>
    /// The catalogue of this process: the folder that the variable <c>SEMCOM_MODELS</c> names, else <c>models</c> beside the
    /// application or in a folder above it, else in the current folder or above it.
    /// </summary>
    /// <exception cref="SemComException">There is none, or its manifest is wrong.</exception>
    public static ModelCatalogue Default => Found.Value;

    /// <summary>The folder with <c>manifest.json</c>.</summary>
    public string Folder { get; }

    /// <summary>All models, in the manifest's order.</summary>
    public IReadOnlyList<ModelEntry> Models { get; }

    /// <summary>Opens the catalogue of a folder.</summary>
    /// <exception cref="SemComException">There is no manifest, or it is wrong.</exception>
    public static ModelCatalogue Open(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var manifest = Path.Combine(Path.GetFullPath(folder), ManifestName);
        if (!File.Exists(manifest))
            throw new SemComException($"{folder}: no models here, {ManifestName} is missing; name the folder of the models in {Variable}");
        return new ModelCatalogue(Path.GetFullPath(folder), ModelManifestReader.Read(manifest));
    }

    /// <summary>The model with this id.</summary>
    /// <exception cref="SemComException">There is none; the message lists those there are.</exception>
    public ModelEntry Find(string id) => Models.FirstOrDefault(model => model.Id == id) ?? throw new SemComException(
        $"model: there is no '{id}'; choose one of {string.Join(", ", Models.Select(model => model.Id))}");

    /// <summary>The codec with this id.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="modality">What it must carry.</param>
    /// <exception cref="SemComException">There is none, or the model is no codec, or carries something else; the message lists the codecs there are.</exception>
    public ModelEntry FindCodec(string id, string modality = ModelEntry.Picture)
    {
        var choice = $"choose one of {string.Join(", ", Codecs.Where(model => model.Modality == modality).Select(model => model.Id))}";
        var model = Models.FirstOrDefault(model => model.Id == id) ?? throw new SemComException($"model: there is no '{id}'; {choice}");
        var purpose = model.Modality switch
        {
            ModelEntry.Metric => "judges what arrives",
            ModelEntry.Semantics => "finds what matters",
            ModelEntry.Agent => "decides how pictures are sent",
            _ => "estimates channels",
        };
        if (model.IsCodec && model.Modality != modality)
            throw new SemComException($"model: '{id}' must carry {modality} (carries {model.Modality}); {choice}");
        return model.IsCodec ? model : throw new SemComException($"model: '{id}' {purpose} and sends nothing; {choice}");
    }

    /// <summary>The codec with this number, as the frame header carries it.</summary>
    /// <exception cref="SemComException">There is none; the message lists those there are.</exception>
    public ModelEntry Find(int wireId) => Codecs.FirstOrDefault(model => model.WireId == wireId) ?? throw new SemComException(
        $"model: there is no number {wireId}; this receiver has {string.Join(", ", Codecs.Select(model => $"{model.WireId} ({model.Id})"))}");

    private IEnumerable<ModelEntry> Codecs => Models.Where(model => model.IsCodec);

    internal static string Locate(string? named, string applicationFolder, string currentFolder)
    {
        if (!string.IsNullOrEmpty(named))
            return named;
        foreach (var start in (string[])[applicationFolder, currentFolder])
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var candidate = Path.Combine(folder.FullName, FolderName);
                if (File.Exists(Path.Combine(candidate, ManifestName)))
                    return candidate;
            }
        }
        throw new SemComException(
            $"models: no folder '{FolderName}' with {ManifestName} at or above {applicationFolder} or {currentFolder}; name it in {Variable}");
    }
}
