namespace SemCom;

/// <summary>What a hidden layer does to its sums.</summary>
public enum Activation
{
    /// <summary>tanh x.</summary>
    Tanh = 0,

    /// <summary>max(0, x).</summary>
    Relu = 1,

    /// <summary>½x(1 + tanh(√(2/π)(x + 0.044715x³))), the usual approximation of x·Φ(x) (Hendrycks and Gimpel, arXiv 1606.08415).</summary>
    Gelu = 2,
}
