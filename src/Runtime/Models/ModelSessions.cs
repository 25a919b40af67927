using System.Collections.Concurrent;
using SemCom.Runtime.Onnx;

namespace SemCom.Runtime.Models;

/// <summary>
/// The sessions of this process: one for each file content and options, created when first asked for and shared by all threads.
/// They live as long as the process; do not dispose them.
/// </summary>
public static class ModelSessions
{
    private static readonly ConcurrentDictionary<(string Checksums, OnnxSessionOptions Options), Lazy<OnnxSession>> Sessions = new();

    /// <summary>The shared session of a model's file.</summary>
    /// <exception cref="SemComException">As for <see cref="ModelEntry.CreateSession"/>; a later call tries again.</exception>
    public static OnnxSession Get(ModelEntry model, string role, OnnxSessionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new OnnxSessionOptions();
        var key = (model.Checksums(role), options);
        var session = Sessions.GetOrAdd(key, _ => new Lazy<OnnxSession>(() => model.CreateSession(role, options)));
        try
        {
            return session.Value;
        }
        catch
        {
            Sessions.TryRemove(KeyValuePair.Create(key, session)); // a Lazy remembers its failure
            throw;
        }
    }
}
