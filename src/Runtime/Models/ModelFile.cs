using System.Text.Json.Serialization;

namespace SemCom.Runtime.Models;

/// <summary>One file of a model.</summary>
/// <param name="Role">What it is for: <c>encoder</c>, <c>decoder</c>, <c>tables</c> ...; unique within its model.</param>
/// <param name="Path">Where it lies, relative to the models folder, with forward slashes.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its SHA-256, 64 lower-case hexadecimal digits.</param>
/// <param name="Append">
/// Role of the file of the same model whose content follows this one's when it is opened, or null. Concatenated ONNX models are one model, for protobuf
/// merges them: so networks share a constant that is stored once.
/// </param>
/// <param name="Base">
/// Role of the file of the same model that this one differs from, or null. What is stored are the differences of equally many bytes, modulo 256: a network that was trained on from another one packs
/// to two thirds so.
/// </param>
public sealed record ModelFile(
    [property: JsonRequired] string Role,
    [property: JsonRequired] string Path,
    [property: JsonRequired] long Bytes,
    [property: JsonRequired] string Sha256,
    string? Append = null,
    string? Base = null);
