namespace SemCom.Runtime.Onnx;

/// <summary>How far ONNX Runtime rewrites the graph. Results of different levels differ in the last bits.</summary>
public enum OnnxOptimization
{
    /// <summary>The graph as it is.</summary>
    None = 0,
    /// <summary>Redundant nodes are removed, constants folded.</summary>
    Basic = 1,
    /// <summary>Also fuses nodes.</summary>
    Extended = 2,
    /// <summary>Also changes memory layouts for this processor.</summary>
    All = 99,
}

/// <summary>How a session runs. Equal options on the same file share one session.</summary>
public sealed record OnnxSessionOptions
{
    /// <summary>
    /// Threads that one run may use, 0 to 256; 0 means one for each processor.
    /// <value>The default value is 0. Results do not depend on it. Use 1 where many runs go on at the same time.</value>
    /// </summary>
    public int Threads { get; init; }

    /// <summary>
    /// Whether idle threads wait in a busy loop: a little faster alone, two to three times slower on a machine with other work.
    /// <value>The default value is false.</value>
    /// </summary>
    public bool AllowSpinning { get; init; }

    /// <summary>Graph optimisations. <value>The default value is <see cref="OnnxOptimization.All"/>.</value></summary>
    public OnnxOptimization Optimization { get; init; } = OnnxOptimization.All;

    /// <summary>
    /// Whether the session keeps the memory of its activations between runs, in an arena that grows to the largest run seen.
    /// <value>The default value is false: inputs change their size with every picture, and memory goes back after each run.</value>
    /// </summary>
    public bool KeepMemory { get; init; }

    /// <summary>
    /// ONNX Runtime library to load, for example a GPU build; null looks for it as <see cref="OnnxLibrary.Load"/> does.
    /// A process uses one library, so this counts only before the first session.
    /// </summary>
    public string? LibraryPath { get; init; }
}
