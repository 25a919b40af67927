using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SemCom.Latents;

/// <summary>Files of a model that are JSON.</summary>
internal static class ModelJson
{
    /// <summary>Reads a file.</summary>
    /// <param name="json">Its bytes.</param>
    /// <param name="type">Its form.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="isNone">Says that it is something else.</param>
    /// <exception cref="SemComException">It is something else.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type, string name, string isNone) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw Fault(name, $"{isNone} (null)");
        }
        catch (JsonException e)
        {
            throw Fault(name, $"{isNone} ({e.Message})", e);
        }
    }

    /// <summary>Says what is wrong with a file.</summary>
    public static SemComException Fault(string name, string fault, Exception? cause = null)
    {
        var message = $"{name}: {fault}; fetch the model again";
        return cause is null ? new SemComException(message) : new SemComException(message, cause);
    }
}
