using System.IO.Compression;
using System.Security.Cryptography;
using SemCom.Runtime.Onnx;

namespace SemCom.Runtime.Models;

/// <summary>One model of a catalogue.</summary>
public sealed class ModelEntry
{
    /// <summary>Modality of codecs for pictures.</summary>
    public const string Picture = "picture";

    /// <summary>Modality of codecs for speech.</summary>
    public const string Speech = "speech";

    /// <summary>Modality of models that judge and carry nothing.</summary>
    public const string Metric = "metric";

    /// <summary>Modality of models that estimate channels and carry nothing.</summary>
    public const string Channel = "channel";

    /// <summary>Modality of models that find what matters in a source and carry nothing.</summary>
    public const string Semantics = "semantics";

    /// <summary>Modality of models that decide how sources are sent and carry nothing.</summary>
    public const string Agent = "agent";

    private const string PackedEnding = ".gz";
    private const string Remedy = "restore the file, for example with 'git checkout'";

    private readonly string _folder;

    internal ModelEntry(string folder, ModelRow row)
    {
        _folder = folder;
        (Id, WireId, Modality, Files) = (row.Id, row.WireId, row.Modality, row.Files);
        (Inputs, Outputs) = (row.Inputs, row.Outputs);
        CardPath = Place(row.Card);
    }

    /// <summary>Its name, for example <c>image-base</c>.</summary>
    public string Id { get; }

    /// <summary>Its number in frame headers, 1 to 255, which keeps its meaning for ever; 0 for a model that is never sent with.</summary>
    public int WireId { get; }

    /// <summary>What it carries, for example <c>picture</c>; <see cref="Metric"/>, <see cref="Channel"/> or <see cref="Semantics"/> for a model that carries nothing.</summary>
    public string Modality { get; }

    /// <summary>True when something can be sent with it; false when it judges what arrives, estimates channels, or finds what matters.</summary>
    public bool IsCodec => Carries(Modality);

    /// <summary>Its files.</summary>
    public IReadOnlyList<ModelFile> Files { get; }

    /// <summary>Its inputs, described for people.</summary>
    public IReadOnlyList<ModelTensor> Inputs { get; }

    /// <summary>Its outputs, described for people.</summary>
    public IReadOnlyList<ModelTensor> Outputs { get; }

    /// <summary>The model card: data, recipe, measured results, licence.</summary>
    public string CardPath { get; }

    /// <summary>The file of a role.</summary>
    /// <exception cref="SemComException">There is none; the message lists the roles.</exception>
    public ModelFile File(string role) => Files.FirstOrDefault(file => file.Role == role) ?? throw new SemComException(
        $"model '{Id}': there is no file for '{role}'; it has {string.Join(", ", Files.Select(file => file.Role))}");

    /// <summary>True when the model has a file of a role.</summary>
    public bool Has(string role) => Files.Any(file => file.Role == role);

    /// <summary>
    /// The verified bytes of a file, followed by those of the file that it names in <see cref="ModelFile.Append"/>; what is packed (<c>.gz</c>, RFC 1952) is
    /// unpacked, what is stored as differences (<see cref="ModelFile.Base"/>) is put together.
    /// </summary>
    /// <exception cref="SemComException">The role is unknown, or a file is missing or differs from the manifest.</exception>
    public byte[] OpenFile(string role)
    {
        var file = File(role);
        var content = Content(file);
        return file.Append is { } more ? [.. content, .. Content(File(more))] : content;
    }

    /// <summary>Verifies a file and makes a session of its own from it; <see cref="ModelSessions.Get"/> shares one.</summary>
    /// <exception cref="SemComException">As for <see cref="OpenFile"/>, or ONNX Runtime is missing or refuses the model.</exception>
    public OnnxSession CreateSession(string role, OnnxSessionOptions? options = null) =>
        OnnxSession.Load(OpenFile(role), Place(File(role).Path), options);

    /// <summary>Verifies every file.</summary>
    /// <exception cref="SemComException">A file is missing or differs from the manifest.</exception>
    public void Verify()
    {
        foreach (var file in Files)
            Content(file);
    }

    /// <summary>SHA-256 of the files that <see cref="OpenFile"/> reads for a role.</summary>
    internal string Checksums(string role)
    {
        var file = File(role);
        return string.Join(' ', new[] { file.Role, file.Base, file.Append }.OfType<string>().Select(part => File(part).Sha256));
    }

    /// <summary>True for the modality of a codec.</summary>
    internal static bool Carries(string modality) => modality is not (Metric or Channel or Semantics or Agent);

    private static byte[] Unpack(string path, byte[] bytes)
    {
        try
        {
            using var packed = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var content = new MemoryStream(bytes.Length);
            packed.CopyTo(content);
            return content.ToArray();
        }
        catch (InvalidDataException exception)
        {
            throw new SemComException($"{path}: must be packed with gzip ({exception.Message}); pack it with eng/manifest.sh", exception);
        }
    }

    private static byte[] Read(string path, ModelFile file)
    {
        try
        {
            var length = new FileInfo(path).Length; // before reading, so that a wrong file does not fill the memory
            if (length != file.Bytes)
                throw new SemComException($"{path}: must have {file.Bytes} bytes (has {length}); {Remedy}");
            return System.IO.File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SemComException($"{path}: the model file cannot be read ({exception.Message}); {Remedy}", exception);
        }
    }

    private byte[] Content(ModelFile file)
    {
        var content = Stored(file);
        return file.Base is { } other ? Sum(file, content, File(other)) : content;
    }

    private byte[] Sum(ModelFile file, byte[] differences, ModelFile other)
    {
        var content = Stored(other);
        if (content.Length != differences.Length)
            throw new SemComException($"{Place(file.Path)}: must have as many bytes as '{other.Path}' when both are unpacked, {content.Length} (has {differences.Length}); make it again with eng/manifest.sh");
        for (var i = 0; i < content.Length; i++)
            content[i] += differences[i];
        return content;
    }

    private byte[] Stored(ModelFile file)
    {
        var path = Place(file.Path);
        var bytes = Read(path, file);
        var actual = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (actual != file.Sha256)
            throw new SemComException($"{path}: damaged, SHA-256 must be {file.Sha256} (was {actual}); {Remedy}");
        return file.Path.EndsWith(PackedEnding, StringComparison.Ordinal) ? Unpack(path, bytes) : bytes;
    }

    private string Place(string path) => Path.Combine([_folder, .. path.Split('/')]);
}
