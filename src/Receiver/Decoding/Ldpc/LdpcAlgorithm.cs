namespace SemCom.Receiver.Decoding;

/// <summary>How an LDPC code is decoded.</summary>
public enum LdpcAlgorithm
{
    /// <summary>Layered normalised min-sum with 8-bit messages: fast.</summary>
    LayeredMinSum = 0,

    /// <summary>Belief propagation in single precision, all checks at once: the reference of the literature, some fifty times slower.</summary>
    BeliefPropagation = 1,

    /// <summary>Belief propagation in single precision, one row of checks after another: needs about half the iterations.</summary>
    LayeredBeliefPropagation = 2,

    /// <summary>Layered min-sum, and layered belief propagation for blocks that it cannot decode though there is enough in them: 0.4 to 0.5 dB better, and as fast where that is not needed. The one to use.</summary>
    TwoStage = 3,
}
